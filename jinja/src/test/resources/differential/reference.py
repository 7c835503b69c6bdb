"""Renders templates with the real Jinja2: a JSON request a line in, a JSON answer a line out."""
import json
import sys

import jinja2
import jinja2.compiler
import jinja2.nodes
from jinja2 import sandbox
from markupsafe import Markup

UNDEFINED = {
    "DEFAULT": jinja2.Undefined,
    "STRICT": jinja2.StrictUndefined,
    "CHAINABLE": jinja2.ChainableUndefined,
    "DEBUG": jinja2.DebugUndefined,
}
environments = {}


# A plain environment is asked second, where the first answer differs: without Jinja2's optimizer, which changes some
# answers and computes constants while compiling, and without memory addresses.
def environment(request):
    key = (request["undefined"], request["autoescape"], request["trim"], request["lstrip"], request["plain"])
    if key not in environments:
        environments[key] = sandbox.SandboxedEnvironment(
            undefined=UNDEFINED[key[0]],
            autoescape=key[1],
            trim_blocks=key[2],
            lstrip_blocks=key[3],
            optimized=not key[4],
            cache_size=0,
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        )
        if key[4]:
            environments[key].filters["reverse"] = plain_reverse
            environments[key].code_generator_class = PlainCode
    return environments[key]


class PlainCode(jinja2.compiler.CodeGenerator):
    """Constants are computed in the render where only the render knows whether to escape; Jinja2 takes the outer setting."""

    def _output_child_to_const(self, node, frame, finalize):
        if frame.eval_ctx.volatile:
            raise jinja2.nodes.Impossible()
        return super()._output_child_to_const(node, frame, finalize)


class Reversed:
    """The iterator of a reversed list, but for the address it prints."""

    def __init__(self, items):
        self.items = items

    def __iter__(self):
        return self.items

    def __next__(self):
        return next(self.items)

    def __repr__(self):
        return "<list_reverseiterator object>"


def plain_reverse(value):
    result = jinja2.filters.do_reverse(value)
    return Reversed(result) if type(result).__name__.endswith("reverseiterator") else result


def value(item):
    if isinstance(item, dict):
        if "$markup" in item:
            return Markup(item["$markup"])
        return {key: value(entry) for key, entry in item.items()}
    if isinstance(item, list):
        return [value(entry) for entry in item]
    return item


def answer(request):
    env = environment(request)
    env.loader = jinja2.DictLoader(request["templates"])
    try:
        template = env.from_string(request["template"])
    except jinja2.TemplateSyntaxError as error:
        return {"phase": "compile", "error": type(error).__name__, "line": error.lineno}
    except Exception as error:
        return {"phase": "compile", "error": type(error).__name__, "line": 0}
    try:
        return {"output": template.render(value(request["context"]))}
    except Exception as error:
        names = [c.__name__ for c in type(error).__mro__]
        return {"phase": "render", "error": names[0], "parents": names, "message": str(error)[:300]}


for line in sys.stdin:
    try:
        reply = json.dumps(answer(json.loads(line)))
        reply.encode()
    except Exception as error:
        reply = json.dumps({"phase": "harness", "error": type(error).__name__, "message": str(error)})
    print(reply, flush=True)
