"""Labelled decisions: whether a package in a version is affected by an advisory.

Truth comes from the published files alone, by the evaluation that the OSV schema describes, and from the
ecosystems' own tools for the order of versions: this script never orders what a tool can.

  advisory-cases.py plan FOLDER WORK    chooses cases; writes WORK/pairs-<order>.tsv, the pairs to be ordered
  advisory-cases.py judge WORK OUT      reads WORK/answers-<order>.txt (-1, 0, 1 or x, a line each); writes OUT

A line of OUT: ecosystem, package, version, flaw, affected|not-affected, near|far (whether the version is
a bound of the advisory or one step from it), marked|plain (whether it has an epoch, a tilde or a pre-release).
"""

import collections
import functools
import glob
import gzip
import hashlib
import json
import os
import pickle
import re
import sys
import zipfile

SEED = "2026-11-22"
CASES = 2000  # of each ecosystem, at most
SUITES = {"bullseye": "Debian:11", "bookworm": "Debian:12"}

# The order by which an ecosystem's versions are compared. apk and nuget have no tool here: see below.
ORDERS = {
    "Debian": "dpkg", "Ubuntu": "dpkg", "AlmaLinux": "rpm", "Rocky Linux": "rpm", "Alpine": "apk",
    "Maven": "maven", "npm": "semver", "crates.io": "semver", "PyPI": "pep440", "Go": "go",
    "NuGet": "nuget", "Packagist": "composer",
}
PRE = {
    "dpkg": "~rc1", "rpm": "~rc1", "maven": "-rc-1", "semver": "-rc.1", "pep440": "rc1", "go": "-rc.1",
    "nuget": "-rc.1", "composer": "-RC1",
}
MARKED = {
    "dpkg": r"^\d+:|~", "rpm": r"^[1-9]\d*:|~", "apk": r"_(alpha|beta|pre|rc)",
    "maven": r"(?i)[-.](alpha|beta|m\d|rc|cr|snapshot)", "semver": r"-", "go": r"-", "nuget": r"-",
    "pep440": r"(?i)(a|b|rc|c|alpha|beta|pre|dev)\d*", "composer": r"(?i)-?(alpha|beta|rc|dev)",
}

Record = collections.namedtuple("Record", "id ids withdrawn ranges versions")


def digest(*words):
    return hashlib.sha256("\0".join((SEED,) + words).encode()).hexdigest()


def family(ecosystem):
    return ecosystem.split(":")[0]


def name_of(ecosystem, name):
    if ecosystem == "PyPI":
        return re.sub(r"[-_.]+", "-", name).lower()
    return name.lower() if ecosystem in ("NuGet", "Packagist") else name


def osv(folder, found):
    seen = set()
    for path in sorted(glob.glob(folder + "/osv/*/all.zip")):
        with zipfile.ZipFile(path) as archive:
            for entry in sorted(archive.namelist()):
                if not entry.endswith(".json"):
                    continue
                record = json.loads(archive.read(entry))
                key = (record["id"], json.dumps(record.get("affected"), sort_keys=True))
                if key in seen:
                    continue
                seen.add(key)
                ids = [record["id"]] + (record.get("aliases") or []) + (record.get("upstream") or [])
                if record["id"].startswith(("ALSA-", "RLSA-", "ALBA-", "ALEA-")):
                    ids += [each for each in record.get("related") or [] if each.startswith("CVE-")]
                for affected in record.get("affected") or []:
                    add(found, record, ids, affected)


def add(found, record, ids, affected):
    package = affected.get("package")
    if not package:
        return
    ecosystem = package["ecosystem"]
    # The tracker speaks for Debian.
    if family(ecosystem) not in ORDERS or family(ecosystem) == "Debian":
        return
    # Go's own releases are not versions of a module.
    if ecosystem == "Go" and package["name"] in ("stdlib", "toolchain"):
        return
    ranges = [
        [(word, version) for event in each["events"] for word, version in event.items()]
        for each in affected.get("ranges") or []
        if each["type"] != "GIT"
    ]
    versions = affected.get("versions") or []
    if ranges or versions:
        found[ecosystem, name_of(ecosystem, package["name"])].append(
            Record(record["id"], tuple(ids), "withdrawn" in record, ranges, versions))


def tracker(folder, found):
    with gzip.open(folder + "/debian/tracker-data.json.gz") as file:
        for source, flaws in json.load(file).items():
            for flaw, told in flaws.items():
                for suite, ecosystem in SUITES.items():
                    release = told.get("releases", {}).get(suite)
                    if not release or not flaw.startswith("CVE-"):
                        continue
                    fixed = release.get("fixed_version")
                    if release["status"] == "open":
                        ranges = [[("introduced", "0")]]
                    elif release["status"] == "resolved" and fixed == "0":
                        ranges = []
                    elif release["status"] == "resolved":
                        ranges = [[("introduced", "0"), ("fixed", fixed)]]
                    else:
                        continue
                    found[ecosystem, source].append(Record(flaw, (flaw,), False, ranges, []))


def secdb(folder, found):
    with zipfile.ZipFile(folder + "/alpine/secdb.zip") as archive:
        for entry in sorted(archive.namelist()):
            if not entry.endswith(".json"):
                continue
            branch = json.loads(archive.read(entry))
            ecosystem = "Alpine:" + branch["distroversion"]
            for each in branch.get("packages", []):
                package = each["pkg"]
                for version, lines in (package.get("secfixes") or {}).items():
                    for flaw in {word for line in lines for word in line.split()}:
                        if not flaw.startswith("CVE-"):
                            continue
                        ranges = [] if version == "0" else [[("introduced", "0"), ("fixed", version)]]
                        found[ecosystem, package["name"]].append(Record(flaw, (flaw,), False, ranges, []))


def stepped(version, by):
    """The version with its last number one higher or lower; None where that can't be."""
    at = list(re.finditer(r"\d+", version))
    if not at:
        return None
    last = at[-1]
    number = int(last.group()) + by
    return None if number < 0 else version[:last.start()] + str(number) + version[last.end():]


def before(order, version):
    """A version that comes just before, as a pre-release or with a tilde."""
    if order == "apk":
        at = version.find("-r")
        return None if "_" in version or at < 0 else version[:at] + "_rc1" + version[at:]
    if order not in ("dpkg", "rpm") and not re.fullmatch(r"[\d.]+", version):
        return None
    return version + PRE[order]


def bounds(record):
    found = [v for events in record.ranges for _, v in events if v not in ("0", "0-0", "")]
    return found if found else sorted(record.versions, key=lambda v: digest(record.id, v))[:2]


def plan(folder, work):
    found = collections.defaultdict(list)
    osv(folder, found)
    tracker(folder, found)
    secdb(folder, found)
    chosen = []
    families = collections.defaultdict(list)
    for ecosystem, package in found:
        families[family(ecosystem)].append((ecosystem, package))
    for name, packages in sorted(families.items()):
        order = ORDERS[name]
        wanted = []
        for ecosystem, package in sorted(packages, key=lambda each: digest(*each)):
            records = found[ecosystem, package]
            # A module's stream is on the package's label, of which these files say nothing.
            if any(".module" in v for r in records for events in r.ranges for _, v in events):
                continue
            wanted += cases(ecosystem, package, order, records)
            if len(wanted) >= CASES * 2:
                break
        chosen.append((order, wanted))
    pairs = collections.defaultdict(dict)
    for order, wanted in chosen:
        for ecosystem, package, version, record, _ in wanted:
            for other in related(found[ecosystem, package], record):
                for one, two in comparisons(other, version):
                    pairs[order].setdefault((one, two))
    asked = {case[:2] for _, wanted in chosen for case in wanted}
    with open(work + "/plan.pickle", "wb") as file:
        pickle.dump(({key: found[key] for key in asked}, chosen), file)
    for order, made in pairs.items():
        if order not in OWN_ORDERS:
            with open(work + "/pairs-%s.tsv" % order, "w", encoding="utf-8") as file:
                file.writelines("%s\t%s\n" % tuple(spelled(order, v) for v in pair) for pair in made)


def cases(ecosystem, package, order, records):
    made = {}
    ordered = sorted(records, key=lambda record: digest(ecosystem, package, record.id))[:4]
    for record in ordered:
        for bound in sorted(set(bounds(record)), key=lambda v: digest(record.id, v))[:2]:
            near = [bound, stepped(bound, -1), stepped(bound, 1), before(order, bound)]
            for version in near:
                if version:
                    made[version, flaw(record)] = (ecosystem, package, version, record, "near")
            # The same versions against another advisory of the package.
            for other in ordered:
                if other is not record:
                    for version in (bound, near[1]):
                        if version:
                            made.setdefault(
                                (version, flaw(other)), (ecosystem, package, version, other, "far"))
        if not bounds(record):
            # Open from the first version on, or never affected: any version will do.
            for other in records:
                for version in bounds(other)[:1]:
                    made.setdefault((version, flaw(record)), (ecosystem, package, version, record, "far"))
    return list(made.values())[:24]


def flaw(record):
    """What is judged: the flaw by its CVE, one of several in a bulletin, else the record's own id."""
    named = [each for each in record.ids if each.startswith("CVE-")]
    return min(named, key=lambda each: digest(record.id, each)) if named else record.id


def related(records, record):
    """Every record of the package that speaks of that flaw, this one included."""
    return [other for other in records if flaw(record) in other.ids]


def comparisons(record, version):
    for events in record.ranges:
        named = [v for _, v in events if v != "0"]
        for bound in named:
            yield version, bound
        if len(events) > 2:
            for one in named:
                for two in named:
                    if one != two:
                        yield one, two
    for listed in record.versions:
        yield version, listed


def spelled(order, version):
    """As the tool wants it: Go's puts a v in front, which its advisories leave out."""
    return "v" + version if order == "go" else version


class Incomparable(Exception):
    pass


def is_affected(record, version, compare):
    """The evaluation of the OSV schema: in `versions`, or inside a range."""
    if record.withdrawn:
        return False
    if any(compare(version, listed) == 0 for listed in record.versions):
        return True
    for events in record.ranges:
        def by_version(one, two):
            if one[1] == "0" or two[1] == "0":
                return (two[1] == "0") - (one[1] == "0")
            return compare(one[1], two[1])

        ordered = sorted(events, key=functools.cmp_to_key(by_version)) if len(events) > 2 else events
        inside = False
        for word, bound in ordered:
            if word == "introduced" and (bound == "0" or compare(version, bound) >= 0):
                inside = True
            elif word == "fixed" and compare(version, bound) >= 0:
                inside = False
            elif word == "last_affected" and compare(version, bound) > 0:
                inside = False
            elif word == "limit" and bound != "*" and compare(version, bound) >= 0:
                inside = False
        if inside:
            return True
    return False


def judge(work, out):
    with open(work + "/plan.pickle", "rb") as file:
        found, chosen = pickle.load(file)
    tools = {}
    for order in set(ORDERS.values()) - set(OWN_ORDERS):
        with open(work + "/pairs-%s.tsv" % order, encoding="utf-8") as pairs, \
                open(work + "/answers-%s.txt" % order, encoding="utf-8") as answers:
            tools[order] = dict(zip((tuple(line.rstrip("\n").split("\t")) for line in pairs),
                                    (line.strip() for line in answers), strict=True))
    with open(out, "w", encoding="utf-8") as file:
        for order, wanted in chosen:
            answers = tools.get(order)

            def compare(one, two):
                if one == two:
                    return 0
                answer = (OWN_ORDERS[order](one, two) if answers is None
                          else answers[spelled(order, one), spelled(order, two)])
                if answer == "x":
                    raise Incomparable
                return int(answer)

            lines = []
            for ecosystem, package, version, record, near in wanted:
                try:
                    said = [is_affected(other, version, compare)
                            for other in related(found[ecosystem, package], record)]
                except Incomparable:
                    continue
                marked = re.search(MARKED[order], version)
                lines.append("\t".join((
                    ecosystem, package, version, flaw(record),
                    "affected" if any(said) else "not-affected", near,
                    "marked" if marked else "plain")) + "\n")
            file.writelines(sorted(sorted(lines, key=digest)[:CASES]))


def sign(one, two):
    return (one > two) - (one < two)


APK = re.compile(r"(\d+(?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:-r(\d+))?")
APK_SUFFIXES = ["alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p"]


def apk(one, two):
    """Alpine's order (apk-tools, version.c) of versions of the plain form; x for others."""
    keys = []
    for version in (one, two):
        parsed = APK.fullmatch(version)
        numbers = parsed and parsed.group(1).split(".")
        # From the second number on a leading zero makes it a fraction: left to the tool.
        if not parsed or any(len(each) > 1 and each[0] == "0" for each in numbers):
            return "x"
        suffixes = [(APK_SUFFIXES.index(word), int(number or 0))
                    for word, number in re.findall(r"_([a-z]+)(\d*)", parsed.group(3))]
        keys.append(([int(each) for each in numbers], parsed.group(2),
                     suffixes + [(APK_SUFFIXES.index(""), 0)], int(parsed.group(4) or 0)))
    return sign(keys[0], keys[1])


def nuget(one, two):
    """NuGet's order: up to four numbers, then the labels of semantic versioning in any case."""
    keys = []
    for version in (one, two):
        parsed = re.fullmatch(r"(\d+(?:\.\d+){0,3})(?:-([0-9A-Za-z.-]+))?(?:\+.*)?", version)
        if not parsed:
            return "x"
        numbers = [int(each) for each in parsed.group(1).split(".")]
        labels = [(0, int(each), "") if each.isdigit() else (1, 0, each.lower())
                  for each in (parsed.group(2) or "").split(".") if each]
        keys.append((numbers + [0] * (4 - len(numbers)), parsed.group(2) is None, labels))
    return sign(keys[0], keys[1])


OWN_ORDERS = {"apk": apk, "nuget": nuget}

if __name__ == "__main__":
    {"plan": plan, "judge": judge}[sys.argv[1]](*sys.argv[2:])
