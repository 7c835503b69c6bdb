package lettermill.preference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedAddressTest {

    @ParameterizedTest
    @CsvSource({
        "ada@lovelace.example.org, a•••@l•••.org",
        "a@b.co, a•••@b•••.co",
        "dörte@xn--bcher-kva.example, d•••@x•••.example",
        "root@localhost, r•••@l•••",
    })
    void showsTheOwnerEnoughAndOthersTooLittle(String email, String masked) {
        assertThat(MaskedAddress.of(email)).isEqualTo(masked);
    }
}
