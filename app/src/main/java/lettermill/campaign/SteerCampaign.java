package lettermill.campaign;

import java.util.Optional;
import lettermill.base.CampaignId;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@code pause_campaign}, {@code resume_campaign}, {@code cancel_campaign}: what an operator of the engine asks of a campaign.
 * Asking for what it is already does nothing.
 */
final class SteerCampaign implements Activity {

    private final CampaignStatus wanted;
    private final String name;
    private final Lifecycle lifecycle;

    private SteerCampaign(String name, CampaignStatus wanted, Lifecycle lifecycle) {
        this.name = name;
        this.wanted = wanted;
        this.lifecycle = lifecycle;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(ActivityRun run) {
        WorkKey key = WorkKey.of(run.key());
        lifecycle.steer(key.workspace(), key.campaign(), wanted);
    }

    @Override
    public Optional<CampaignId> campaign(String key) {
        return Optional.of(WorkKey.of(key).campaign());
    }

    /** The three of them. */
    @Configuration(proxyBeanMethods = false)
    static class Wheel {
        @Bean
        Activity pauseCampaign(Lifecycle lifecycle) {
            return new SteerCampaign("pause_campaign", CampaignStatus.PAUSED, lifecycle);
        }

        @Bean
        Activity resumeCampaign(Lifecycle lifecycle) {
            return new SteerCampaign("resume_campaign", CampaignStatus.SENDING, lifecycle);
        }

        @Bean
        Activity cancelCampaign(Lifecycle lifecycle) {
            return new SteerCampaign("cancel_campaign", CampaignStatus.CANCELLED, lifecycle);
        }
    }
}
