package lettermill.delivery;

import java.util.function.BooleanSupplier;

/**
 * How a batch is told to end early.
 *
 * @param goOn asked before each wave; may ask the database
 * @param stopping whether the process wants to end; asks nobody
 */
public record Control(BooleanSupplier goOn, BooleanSupplier stopping) {

    public boolean mayGoOn() {
        return !stopping.getAsBoolean() && goOn.getAsBoolean();
    }
}
