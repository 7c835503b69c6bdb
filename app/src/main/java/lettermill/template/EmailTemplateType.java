package lettermill.template;

/** How a template is written: by hand, or in the visual builder. */
public enum EmailTemplateType {
    CODE,
    VISUAL
}
