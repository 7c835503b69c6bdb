package lettermill.lab.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import lettermill.lab.people.PreferencePage.Submission;
import org.junit.jupiter.api.Test;

class PreferencePageTest {
    private static final URI PAGE = URI.create("http://127.0.0.1:8000/preferences/t1");

    @Test
    void pressesTheButtonThatLeavesWithTheFieldsOfItsForm() {
        String html = """
                <form method=post><input name=q><button>Search</button></form>
                <form method=post action="/preferences/t1/save"><input type=hidden name=token value="a b">
                <select name=often><option value=daily><option value=weekly selected></select>
                <input type=checkbox name=news checked><button>Save</button>
                <button formaction="/preferences/t1/leave" name=all value=1>Unsubscribe from everything</button></form>""";
        assertThat(PreferencePage.leave(PAGE, html))
                .contains(new Submission(
                        "POST",
                        URI.create("http://127.0.0.1:8000/preferences/t1/leave"),
                        "token=a+b&often=weekly&news=on&all=1"));
    }

    @Test
    void ticksTheBoxThatLeavesWhereNoButtonDoes() {
        String html = """
                <form method=post><label><input type=radio name=choice value=keep checked> Keep</label>
                <input type=radio name=choice value=none id=none><label for=none>Unsubscribe</label>
                <button name=go value=1>Save</button></form>""";
        assertThat(PreferencePage.leave(PAGE, html).orElseThrow().body()).isEqualTo("choice=none&go=1");
    }

    @Test
    void findsNoWayOutWhereThereIsNone() {
        assertThat(PreferencePage.leave(PAGE, "<p>Unsubscribe</p><form><button>Save</button></form>"))
                .isEmpty();
        assertThat(PreferencePage.leave(PAGE, "")).isEmpty();
    }
}
