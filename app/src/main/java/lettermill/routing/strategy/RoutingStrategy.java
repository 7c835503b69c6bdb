package lettermill.routing.strategy;

import java.util.List;

/** A rule by which letters are divided. */
@FunctionalInterface
public interface RoutingStrategy {

    /**
     * Divides letters among options, as far as there is room.
     *
     * @param options in the order of their priority
     * @param rooms what they may take; reduced by what they get
     * @param draw from 0 to below 1; decides who gets the odd letters
     * @return how many each option gets, in the order of the options
     */
    int[] divide(List<Option> options, Rooms rooms, int letters, double draw);
}
