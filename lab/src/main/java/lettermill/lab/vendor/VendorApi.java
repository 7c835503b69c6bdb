package lettermill.lab.vendor;

/** One vendor's side of its API; called from many threads at once. */
interface VendorApi {
    VendorReply answer(VendorCall call, VendorDesk desk);

    /** The answer to a request above the limit of requests a second. */
    VendorReply tooMany();
}
