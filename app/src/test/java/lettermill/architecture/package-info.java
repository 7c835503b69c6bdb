/** The rules of the house, kept by tests over the compiled classes and the sources. */
@org.jspecify.annotations.NullMarked
package lettermill.architecture;
