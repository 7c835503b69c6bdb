package lettermill.lab.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoAudienceTest {
    @TempDir
    private Path folder;

    @Test
    void writesTheSameBytesForTheSameSeed() throws IOException {
        assertThat(lines(42, 500)).isEqualTo(lines(42, 500)).isNotEqualTo(lines(43, 500));
    }

    @Test
    void givesEveryoneAnAddressOfTheirOwnAtAKnownProvider() throws IOException {
        Set<String> addresses = new HashSet<>();
        for (String row : lines(42, 5000).subList(1, 5001)) {
            String address = row.substring(0, row.indexOf(','));
            assertThat(address).matches("[a-z]+\\.[a-z]+\\d+@[a-z.-]+");
            assertThat(addresses.add(address)).isTrue();
            assertThat(row.replaceAll("\"[^\"]*\"", "x").split(",", -1)).hasSize(9);
        }
        Map<String, Long> byDomain = addresses.stream()
                .collect(Collectors.groupingBy(a -> a.substring(a.indexOf('@') + 1), Collectors.counting()));
        for (Provider provider : Providers.defaults().all()) {
            assertThat(byDomain.get(provider.domain()))
                    .as(provider.domain())
                    .isBetween(provider.weight() * 3L, provider.weight() * 8L);
        }
    }

    private List<String> lines(long seed, int people) throws IOException {
        Path file = folder.resolve("people.csv");
        new DemoAudience(Providers.defaults(), new Dice(seed)).write(file, people);
        return Files.readAllLines(file);
    }
}
