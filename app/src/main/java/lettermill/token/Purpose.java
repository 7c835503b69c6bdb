package lettermill.token;

/** What a token is for. Each has a key of its own, so that a pixel's token is no preference token. */
enum Purpose {
    PIXEL('p'),
    CLICK('c'),
    PREFERENCE('s'),
    UNSUBSCRIBE('u'),
    RETURN_PATH('b'),
    UNSUBSCRIBE_ADDRESS('m');

    final byte code;

    Purpose(char code) {
        this.code = (byte) code;
    }
}
