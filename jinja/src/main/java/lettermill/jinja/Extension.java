package lettermill.jinja;

/** The tags of Jinja2 that are off unless asked for. */
public enum Extension {
    /** <code>{% do list.append(1) %}</code>: evaluates an expression and prints nothing. */
    DO,
    /** <code>{% break %}</code> and <code>{% continue %}</code> in loops. */
    LOOP_CONTROLS
}
