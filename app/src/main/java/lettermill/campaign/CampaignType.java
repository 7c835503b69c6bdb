package lettermill.campaign;

/** How a campaign is sent; what it is about is its template's category. */
public enum CampaignType {
    ONE_TIME,
    RECURRING,
    TRIGGERED
}
