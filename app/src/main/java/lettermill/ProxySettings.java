package lettermill;

import org.apache.catalina.util.NetMaskSet;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whom the address of a client is taken from.
 *
 * @param trusted networks in CIDR notation, with commas; Tomcat reads them too
 */
@ConfigurationProperties("lettermill.proxies")
record ProxySettings(String trusted) {

    ProxySettings {
        try {
            NetMaskSet.parse(trusted);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("LETTERMILL_TRUSTED_PROXIES: " + wrong.getMessage()
                    + "; it must be networks like 10.0.0.0/8 or 2001:db8::/32, with commas");
        }
        if (!trusted.contains("/")) {
            throw new IllegalArgumentException("LETTERMILL_TRUSTED_PROXIES is " + trusted
                    + "; it must be networks like 10.0.0.0/8 or 192.0.2.1/32, with commas");
        }
    }
}
