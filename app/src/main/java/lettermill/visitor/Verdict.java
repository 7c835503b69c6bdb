package lettermill.visitor;

import lettermill.ledger.HitClass;

/** Who is behind a hit, and the name of the rule that says so; the rule is stored beside the hit. */
public record Verdict(HitClass hitClass, String rule) {}
