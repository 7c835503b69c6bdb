package lettermill.mailagent.spf;

import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.Answer.Absent;
import lettermill.mailagent.dns.Answer.Failed;

/** The limits of RFC 7208 section 4.6.4, which keep a record from being used to flood others with questions. */
final class Limits {
    static final int TERMS = 10;
    static final int VOID_LOOKUPS = 2;
    /** Of an MX or PTR answer. */
    static final int NAMES = 10;

    private int terms;
    private int voidLookups;

    void term(String text) throws SpfStop {
        if (++terms > TERMS) {
            throw new SpfStop(
                    SpfVerdict.PERMERROR,
                    "more than " + TERMS + " terms ask DNS, the first too many is \"" + text + "\"");
        }
    }

    /** Counts a void lookup; a failure ends the check for now. */
    <T> Answer<T> required(Answer<T> answer, String question) throws SpfStop {
        if (answer instanceof Failed<T>(Answer.Failure why, String detail)) {
            throw new SpfStop(SpfVerdict.TEMPERROR, question + ": " + detail);
        }
        return counted(answer, question);
    }

    /** Counts a void lookup; a failure is none. */
    <T> Answer<T> counted(Answer<T> answer, String question) throws SpfStop {
        if (answer instanceof Absent && ++voidLookups > VOID_LOOKUPS) {
            throw new SpfStop(
                    SpfVerdict.PERMERROR,
                    "more than " + VOID_LOOKUPS + " questions have no answer, the first too many is " + question);
        }
        return answer;
    }

    int terms() {
        return terms;
    }

    int voidLookups() {
        return voidLookups;
    }
}
