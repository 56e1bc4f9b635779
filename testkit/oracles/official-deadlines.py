"""Computes deadlines from the official data alone, for a detection and evaluation at one instant."""
import datetime
import json
import re
import sys

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
