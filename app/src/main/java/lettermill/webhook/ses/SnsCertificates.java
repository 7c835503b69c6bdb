package lettermill.webhook.ses;

import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** Where signing certificates come from. */
@FunctionalInterface
interface SnsCertificates {

    /**
     * The certificate at an address of SNS's.
     *
     * @throws IOException when it can't be had at present
     * @throws CertificateException when it is none that may be believed
     */
    X509Certificate at(URI address) throws IOException, CertificateException;
}
