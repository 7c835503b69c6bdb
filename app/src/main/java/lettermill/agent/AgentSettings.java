package lettermill.agent;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How MailAgent locks its secrets.
 *
 * @param key the key that locks them; none takes a generated one from the folder
 * @param folder where that key lies, readable by us alone
 */
@ConfigurationProperties("lettermill.mailagent")
record AgentSettings(@Nullable String key, Path folder) {

    @Override
    public String toString() {
        return "AgentSettings[" + folder + "]";
    }
}
