package lettermill.campaign;

import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;

/** The key of a campaign's pieces of work: its workspace, its id, and what more tells the piece from others. */
record WorkKey(WorkspaceId workspace, CampaignId campaign) {

    /** How the key of a campaign's first lane ends. */
    static final String FIRST_LANE = "/0";

    static WorkKey of(String key) {
        String[] parts = key.split("/", 3);
        return new WorkKey(WorkspaceId.of(parts[0]), CampaignId.of(parts[1]));
    }

    static WorkKey of(Campaign campaign) {
        return new WorkKey(campaign.workspaceId(), campaign.id());
    }

    String lane(int number) {
        return this + "/" + number;
    }

    @Override
    public String toString() {
        return workspace + "/" + campaign;
    }
}
