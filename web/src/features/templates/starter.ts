/** A letter to begin with: plain, readable everywhere, with all the law asks for. */
export const STARTER_HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{ campaign_name }}</title>
  </head>
  <body style="margin: 0; background: #f4f5f7; font-family: Arial, sans-serif; color: #22262e;">
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0">
      <tr>
        <td align="center" style="padding: 24px 12px;">
          <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width: 600px; background: #ffffff; border-radius: 8px;">
            <tr>
              <td style="padding: 32px; font-size: 16px; line-height: 1.5;">
                <h1 style="margin: 0 0 16px; font-size: 24px;">A headline worth opening</h1>
                <p style="margin: 0 0 16px;">Hello {{ recipient_name | default("there", true) }},</p>
                <p style="margin: 0 0 24px;">say here in two or three sentences what is new.</p>
                <p style="margin: 0;">
                  <a href="https://example.com/" style="display: inline-block; padding: 12px 20px; background: #2b4fd8; color: #ffffff; border-radius: 6px; text-decoration: none;">Read more</a>
                </p>
              </td>
            </tr>
          </table>
          <p style="font-size: 12px; line-height: 1.5; color: #5b6270;">
            {{ workspace_name }} · {{ postal_address }}<br>
            <a href="{{ preferences_url }}" style="color: #5b6270;">Preferences</a> ·
            <a href="{{ unsubscribe_url }}" style="color: #5b6270;">Unsubscribe</a>
          </p>
        </td>
      </tr>
    </table>
  </body>
</html>
`;
