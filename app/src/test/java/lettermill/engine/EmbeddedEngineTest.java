package lettermill.engine;

import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedEngineTest extends EngineContract {

    @Override
    protected Started start(List<Activity> activities, List<Schedule> schedules) {
        Runs runs = new Runs(JdbcClient.create(database), Clock.systemUTC());
        EmbeddedEngine engine = new EmbeddedEngine(activities::stream, schedules, database, runs, Clock.systemUTC());
        engine.start();
        return new Started(engine, engine::stop);
    }
}
