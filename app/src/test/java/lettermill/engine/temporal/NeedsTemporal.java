package lettermill.engine.temporal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** A class of tests on a real Temporal server, passed over where there is none; but not with CI=true, where it has to be there. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@EnabledIf(
        value = "lettermill.engine.temporal.TestTemporal#wanted",
        disabledReason = "there is no temporal program: ./lettermill test fetches it")
public @interface NeedsTemporal {}
