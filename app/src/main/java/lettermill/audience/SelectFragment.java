package lettermill.audience;

import java.util.Map;

/**
 * A SELECT to stand in parentheses in a larger statement.
 *
 * @param sql with named parameters, all starting with {@code audience_}
 * @param params a value for each of them
 */
public record SelectFragment(String sql, Map<String, Object> params) {}
