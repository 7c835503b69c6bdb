package lettermill.audience.imports;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where uploaded files wait.
 *
 * @param folder processes that share a database have to share it too
 * @param largestFile a longer upload is refused
 */
@ConfigurationProperties("lettermill.imports")
record ImportSettings(
        @DefaultValue("./data/imports") Path folder,
        @DefaultValue("4GB") DataSize largestFile) {

    ImportSettings {
        if (largestFile.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "LETTERMILL_LARGEST_IMPORT is " + largestFile + "; it must be at least 1B");
        }
    }
}
