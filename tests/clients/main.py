"""Runs every check of the vendors' clients against a practice cloud, and prints what came of each as JSON.

usage: main.py ENDPOINT ROOT_ENDPOINT
"""

import json
import sys
import traceback

import alibaba
import aws
import huawei
from cloud import Cloud


def outcome_of(check, cloud):
    cloud.control("reset")
    try:
        check(cloud)
        return None
    except Exception:
        return traceback.format_exc()


cloud = Cloud(*sys.argv[1:3])
json.dump(
    [
        {"name": check.__doc__, "error": outcome_of(check, cloud)}
        for vendor in (aws, alibaba, huawei)
        for check in vendor.checks
    ],
    sys.stdout,
)
