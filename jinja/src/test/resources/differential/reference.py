"""Renders templates with the real Jinja2: a JSON request a line in, a JSON answer a line out."""
import json
import sys

import jinja2
from jinja2 import sandbox
from markupsafe import Markup

UNDEFINED = {
    "DEFAULT": jinja2.Undefined,
    "STRICT": jinja2.StrictUndefined,
    "CHAINABLE": jinja2.ChainableUndefined,
    "DEBUG": jinja2.DebugUndefined,
}
environments = {}


def environment(request):
    key = (request["undefined"], request["autoescape"], request["trim"], request["lstrip"])
    if key not in environments:
        environments[key] = sandbox.SandboxedEnvironment(
            undefined=UNDEFINED[key[0]],
            autoescape=key[1],
            trim_blocks=key[2],
            lstrip_blocks=key[3],
            cache_size=0,
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        )
    return environments[key]


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
