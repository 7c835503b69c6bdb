package lettermill.bench.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lettermill.jinja.Autoescape;
import lettermill.jinja.Budget;
import lettermill.jinja.Environment;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    /** A rate beside an engine that does other work would say nothing. */
    @Test
    void bothEnginesPrintTheSame() {
        Environment environment =
                Environment.builder().autoescape(Autoescape.HTML).build();
        for (Workload work : List.of(Workload.newsletter(10_240), Workload.rows())) {
            String text = environment.compile(work.name(), work.template()).render(work.variables(), Budget.STANDARD);
            assertThat(text).contains("&amp;", "&lt;").hasSizeGreaterThan(8_000);
            assertThat(new JinjavaTemplate(work.template()).render(work.variables()))
                    .isEqualTo(text);
        }
    }

    @Test
    void theRowsGoThroughTheirFilters() {
        Workload rows = Workload.rows();
        assertThat(rows.template().chars().filter(c -> c == '|')).hasSize(5);
        assertThat(new JinjavaTemplate(rows.template()).render(rows.variables()))
                .contains("<td>1</td><td>PERSON 0</td><td>Bern &amp; thun</td><td>&lt;paid&gt;</td>")
                .contains("<td>200</td><td>PERSON 199</td><td>Oslo</td><td>none</td>");
    }
}
