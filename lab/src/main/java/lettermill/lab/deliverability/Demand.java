package lettermill.lab.deliverability;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lettermill.lab.product.Api;
import tools.jackson.databind.JsonNode;

/** Who is to be written to on a day: always a few more than the cap lets through, and not always people who exist. */
final class Demand {
    /** Asked for beyond the cap. */
    private static final int MORE = 2;

    /** People on the day after the warming, when there is no cap. */
    private static final int FULL = 600;

    /** From this day on the list of east.example is a bought one. */
    private static final int BOUGHT = 9;

    /** From this day on the list of south.example is older than it should be. */
    private static final int OLD = 17;

    private final Api api;
    private final House house;

    Demand(Api api, House house) {
        this.api = api;
        this.house = house;
    }

    /** Makes and begins the day's campaigns of all domains that are not paused. */
    List<String> campaigns(int day, List<Sending> sendings) throws IOException, InterruptedException {
        List<String> campaigns = new ArrayList<>();
        for (Sending sending : sendings) {
            JsonNode domain = api.get(House.DOMAINS + "/" + sending.id());
            if (domain.path("pause").isNull()) {
                int people = domain.path("daily_limit").asInt(FULL - MORE) + MORE;
                int gone = (int) (people * share(sending.list(), day));
                campaigns.add(house.campaign(sending, day, people, gone));
            }
        }
        return campaigns;
    }

    /** The share of addresses that are nobody's. */
    private static double share(String list, int day) {
        return switch (list) {
            case "north" -> 0.005;
            case "south" -> day < OLD ? 0.025 : 0.04;
            default -> day < BOUGHT ? 0.015 : 0.08;
        };
    }
}
