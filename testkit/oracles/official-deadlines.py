"""Computes deadlines from the official data and workbook alone, each in another way than we do."""
import datetime
import json
import re
import sys
import zipfile
import zoneinfo

DETECTED = datetime.datetime(2026, 1, 31, 23, 30)
data = json.load(open(sys.argv[1]))


def after(hours):
    return (DETECTED + datetime.timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")


reaches = {"irv_lev": "LEV_IRV", "nirv_lev": "LEV_NIRV", "nlev": "NLEV"}
for name, rows in data["vdr_tfr_pvr_hours"].items():
    for impact, cells in rows.items():
        for reach, hours in cells.items():
            print("response", name, impact, reaches[reach], after(hours), sep="\t")


def rule(rule_id):
    return next(each for each in data["cr26_VER"] if each["id"] == rule_id)


for name, time in rule("VER-TFR-EVU")["by_class"].items():
    assert time["timeframe_type"] == "days"
    print("evaluation", name.upper(), after(24 * time["timeframe_num"]), sep="\t")
accepted = rule("VER-TFR-MAV")
assert accepted["timeframe_type"] == "days"
print("acceptance", after(24 * accepted["timeframe_num"]), sep="\t")
for row in data["bod_26_04"]:
    days = re.match(r"(\d+) days", row["timeline"])
    due = (DETECTED.date() + datetime.timedelta(days=int(days.group(1)))).isoformat() if days else ""
    flags = [row["kev"] == "yes", row["exposed"] == "yes", row["automatable"] == "yes",
             row["technicalImpact"] == "total"]
    print("directive", *(str(flag).lower() for flag in flags), due,
          str("forensic" in row["timeline"]).lower(), sep="\t")
for kind in ("PDD", "PCD", "PSD"):
    times = next(each for each in data["cr26_VDR"] if each["id"] == "VDR-TFR-" + kind)["by_class"]
    for name, time in times.items():
        unit = {"days": "D", "months": "M"}[time["timeframe_type"]]
        print("detection", name, kind, "P%d%s" % (time["timeframe_num"], unit), sep="\t")

# Days by rating stand in the formula of column M of the official workbook of open items.
with zipfile.ZipFile(sys.argv[2]) as workbook:
    sheets = [workbook.read(name).decode() for name in workbook.namelist()
              if name.startswith("xl/worksheets/sheet")]
formulas = [formula for sheet in sheets for formula in re.findall(r'r="M10"[^>]*><f[^>]*>([^<]+)', sheet)]
days = {rating: {int(each) for formula in formulas
                 for each in re.findall(r'R10=&quot;%s&quot;, L10\+(\d+)' % rating, formula)}
        for rating in ("High", "Moderate", "Low")}
ZONES = ("UTC", "America/New_York", "Asia/Shanghai", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Kiritimati")
DETECTIONS = ("2026-01-31T23:30:00", "2026-02-06T12:00:00", "2026-02-26T12:00:00", "2026-10-03T04:30:00",
              "2027-12-01T00:00:00", "2028-01-30T12:00:00", "2028-02-15T12:00:00", "2028-02-29T12:00:00",
              "2026-12-31T23:59:59")
UTC = datetime.timezone.utc


def late_from(day, zone):
    """The first instant of the next day there, found by walking, for clocks may skip midnight."""
    instant = datetime.datetime.combine(day, datetime.time(), UTC)
    while instant.astimezone(zone).date() <= day:
        instant += datetime.timedelta(minutes=30)
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


for rating, numbers in days.items():
    (number,) = numbers
    for zone_name in ZONES:
        zone = zoneinfo.ZoneInfo(zone_name)
        for text in DETECTIONS:
            detected = datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)
            first_day = detected.astimezone(zone).date()
            by_rating = first_day + datetime.timedelta(days=number)
            for listed in (None, by_rating - datetime.timedelta(days=9), by_rating,
                           by_rating + datetime.timedelta(days=9)):
                due = by_rating if listed is None else min(by_rating, listed)
                print("legacy", rating.upper(), zone_name, text + "Z", listed or "", due,
                      late_from(due, zone), sep="\t")
