package lettermill.routing.pool;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.routing.strategy.Strategy;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of routing.pool and routing.pool_member. */
@Repository
class Pools {

    private final JdbcClient database;

    Pools(JdbcClient database) {
        this.database = database;
    }

    /** Inserts or replaces a pool and all its members. */
    void save(WorkspaceId workspace, UUID id, PoolRequest request, List<PoolMember> members, Instant now) {
        try {
            database.sql("""
                            INSERT INTO routing.pool (id, workspace_id, name, strategy, created_at, updated_at)
                            VALUES (:id, :workspace, :name, :strategy, :now, :now)
                            ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, strategy = EXCLUDED.strategy,
                                updated_at = EXCLUDED.updated_at""")
                    .param("id", id)
                    .param("workspace", workspace.value())
                    .param("name", request.name())
                    .param("strategy", request.strategyOrUsual().name())
                    .param("now", Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict("There is a pool named " + request.name() + " already.");
        }
        database.sql("DELETE FROM routing.pool_member WHERE pool_id = :id")
                .param("id", id)
                .update();
        for (int place = 0; place < members.size(); place++) {
            PoolMember member = members.get(place);
            database.sql("""
                            INSERT INTO routing.pool_member (pool_id, place, domain_id, provider_id, ip_id, weight, priority,
                                is_active)
                            VALUES (:id, :place, :domain::uuid, :provider::uuid, :ip::uuid, :weight, :priority, :active)""")
                    .param("id", id)
                    .param("place", place)
                    .param("domain", member.domainId())
                    .param("provider", member.providerId())
                    .param("ip", member.ipId())
                    .param("weight", member.weight())
                    .param("priority", member.priority())
                    .param("active", member.isActive())
                    .update();
        }
    }

    boolean delete(WorkspaceId workspace, UUID id) {
        return database.sql("DELETE FROM routing.pool WHERE id = :id AND workspace_id = :workspace")
                        .param("id", id)
                        .param("workspace", workspace.value())
                        .update()
                > 0;
    }

    /** By name. */
    List<Pool> list(WorkspaceId workspace) {
        return read(workspace, null);
    }

    Optional<Pool> find(WorkspaceId workspace, UUID id) {
        return read(workspace, id).stream().findFirst();
    }

    private List<Pool> read(WorkspaceId workspace, @Nullable UUID id) {
        Map<UUID, Pool> pools = new LinkedHashMap<>();
        Map<UUID, List<PoolMember>> members = new LinkedHashMap<>();
        database.sql("""
                        SELECT p.*, m.place, m.domain_id, m.provider_id, m.ip_id, m.weight, m.priority, m.is_active
                        FROM routing.pool p LEFT JOIN routing.pool_member m ON m.pool_id = p.id
                        WHERE p.workspace_id = :workspace AND (:id::uuid IS NULL OR p.id = :id::uuid)
                        ORDER BY p.name, p.id, m.place""").param("workspace", workspace.value()).param("id", id).query(row -> {
            Pool pool = pool(row);
            pools.putIfAbsent(pool.id(), pool);
            List<PoolMember> all = members.computeIfAbsent(pool.id(), key -> new ArrayList<>());
            if (row.getObject("place") != null) {
                all.add(member(row));
            }
        });
        return pools.values().stream()
                .map(pool -> new Pool(
                        pool.id(),
                        workspace,
                        pool.name(),
                        pool.strategy(),
                        members.getOrDefault(pool.id(), List.of()),
                        pool.createdAt(),
                        pool.updatedAt()))
                .toList();
    }

    private static Pool pool(ResultSet row) throws SQLException {
        return new Pool(
                row.getObject("id", UUID.class),
                new WorkspaceId(row.getObject("workspace_id", UUID.class)),
                row.getString("name"),
                Strategy.valueOf(row.getString("strategy")),
                List.of(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static PoolMember member(ResultSet row) throws SQLException {
        return new PoolMember(
                row.getObject("domain_id", UUID.class),
                row.getObject("provider_id", UUID.class),
                row.getObject("ip_id", UUID.class),
                row.getInt("weight"),
                row.getInt("priority"),
                row.getBoolean("is_active"));
    }
}
