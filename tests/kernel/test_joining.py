"""Joined, a page does what it did module by module: same order, each module once."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from helpdesk.joined_pages import DESK, JOINED_PAGES
from helpdesk.kernel.joining.modules import CannotJoin, read_module
from helpdesk.kernel.joining.pages import JoinedPage, join_page
from helpdesk.kernel.joining.slimming import slim_script, slim_styles
from tests.cast import Cast

SOURCES = {
    "js/count.js": """/** Counts. */
const seen = [];
export const state = { count: 0 };
export function tell(word) {
  seen.push(`${word} ${state.count += 1}`); // `
  console.log(seen.at(-1));
}
tell("count");
""",
    "js/deep/one.js": """import { tell as say } from "../count.js";
import * as counting from "../count.js";
/* Its class may have the name of another's. */
export class Thing { name() { return "one"; } }
export async function wait() { return counting.state.count; }
say("one");
""",
    "js/two.js": """import { tell } from "./count.js";
import { Thing as Other, wait } from "./deep/one.js";
class Thing { name() { return `two, not ${new Other().name()}`; } }
export { Thing, wait };
tell("two");
""",
    "js/side.js": 'import { tell } from "./count.js";\ntell("side");\n',
    "js/main.js": """import "./side.js";
import { tell } from "./count.js";
import { Thing, wait } from "./two.js";
tell(new Thing().name());
wait().then((count) => tell(`waited for ${count}`))
  .then(() => import(/* later */ "./late/shown.js"))
  .then(({ show }) => show());
""",
    "js/late/shown.js": """import { state, tell as say } from "../count.js";
import { Thing } from "../two.js";
import { more } from "./more.js";
export const show = () => say(more(new Thing().name(), state.count));
""",
    "js/late/more.js": """import * as counting from "../count.js";
export const more = (name, count) => `${name}: ${count === counting.state.count}`;
""",
    "css/a.css": "/* Colours\n   of all. */\na {\n  color: red;\n}\n",
    "css/b.css": "b { color: blue; }\n",
}
PAGE = JoinedPage("some", ("js/main.js",), styles=("css/a.css", "css/b.css"))


def ran(folder: Path, files: dict[str, str], name: str) -> list[str]:
    """What the page says in Node."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (folder / "package.json").write_text('{"type": "module"}')
    node = shutil.which("node")
    assert node, "the tests of the browser's modules need Node.js"
    done = subprocess.run([node, folder / name], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_joined_page_does_what_its_modules_did(tmp_path: Path) -> None:
    files = join_page(PAGE, SOURCES.__getitem__)
    assert list(files) == [
        "joined/some.base.js",
        "joined/some.main.js",
        "joined/some/late/shown.js",
        "joined/some/late/more.js",
        "joined/some.css",
    ]
    single = ran(tmp_path / "single", SOURCES, "js/main.js")
    assert single[-1] == "two, not one: true 7" and len(single) == 7
    assert ran(tmp_path / "joined", files, PAGE.main) == single
    assert files["joined/some.css"] == "a {\ncolor: red;\n}\nb { color: blue; }\n"
    assert PAGE.place_of("js/main.js") == PAGE.main


@pytest.mark.parametrize(
    "text",
    [
        "export default 1;\n",
        "export let changing = 1;\n",
        'export * from "./a.js";\n',
        'import whole from "./a.js";\n',
        "import {\n  a,\n} from './a.js';\n",
        "const here = import.meta.url;\n",
    ],
)
def test_what_would_have_to_be_understood_is_refused(text: str) -> None:
    with pytest.raises(CannotJoin, match=r"js/x\.js"):
        read_module("js/x.js", text)


def test_a_circle_and_a_file_named_in_a_style_are_refused() -> None:
    circle = {
        "js/a.js": 'import { b } from "./b.js";\n',
        "js/b.js": 'import { a } from "./a.js";\n',
    }
    with pytest.raises(CannotJoin, match=r"js/a\.js → js/b\.js → js/a\.js"):
        join_page(JoinedPage("x", ("js/a.js",)), circle.__getitem__)
    moved = {"js/a.js": "", "c.css": "a { background: url(a.png); }"}
    with pytest.raises(CannotJoin, match=r"c\.css"):
        join_page(JoinedPage("x", ("js/a.js",), styles=("c.css",)), moved.__getitem__)


def test_only_lines_of_comment_go() -> None:
    script = '/** A\n * b\n */ const a = "// no"; // kept\n\n  // gone\n  b(`/*`);\n'
    assert slim_script(script) == 'const a = "// no"; // kept\nb(`/*`);\n'
    assert slim_script("const a = `\n  // part of it\n`;\n") == "const a = `\n  // part of it\n`;\n"
    assert slim_styles("a { b: c; }\n/* x\n y */\n\n  d {}\n") == "a { b: c; }\nd {}\n"


@pytest.mark.parametrize("page", JOINED_PAGES, ids=lambda page: page.name)
def test_every_page_of_ours_can_be_joined(page: JoinedPage, tmp_path: Path) -> None:
    """Node links the files: each name that one takes, another offers."""
    files = join_page(page, lambda name: Path(str(finders.find(name))).read_text(encoding="utf-8"))
    scripts = {name: text for name, text in files.items() if name.endswith(".js")}
    imports = "".join(f'import("./{name}").catch(told);\n' for name in scripts)
    told = (
        "const told = (e) => { if (e instanceof SyntaxError || e.code) console.log(e.message); };"
    )
    assert ran(tmp_path, {**scripts, "all.js": f"{told}\n{imports}"}, "all.js") == []


def test_the_desk_joined_has_every_script_of_the_desk_in_pieces(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The frame's scripts too, in their order: one added there only would be missing here."""
    desk = Client()
    desk.force_login(cast.mei.user)
    scripts = re.compile(r'<script type="module" src="/static/([^"]+)"')
    whole = scripts.findall(desk.get("/desk/").content.decode())
    monkeypatch.setattr(staticfiles_storage, "pages", {})
    pieces = scripts.findall(desk.get("/desk/").content.decode())
    assert [name for name in pieces if name not in DESK.besides] == list(DESK.entries)
    assert whole == [DESK.main, *map(DESK.place_of, (x for x in pieces if x in DESK.besides))]
