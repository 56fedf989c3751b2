"""The practice cloud as the checks see it."""

import json
import urllib.request


class Cloud:
    def __init__(self, endpoint, root_endpoint):
        self.endpoint = endpoint
        self.root_endpoint = root_endpoint

    def control(self, name, **parameters):
        """A control call; gives the cloud's state as it is then."""
        url = f"{self.endpoint}/_control/{name}"
        body = json.dumps(parameters).encode()
        with urllib.request.urlopen(urllib.request.Request(url, body, method="POST")) as reply:
            return json.load(reply)

    def state_of(self, service, id):
        """What its own books say of a task, by any of its ids."""
        with urllib.request.urlopen(f"{self.endpoint}/_control/state?service={service}") as reply:
            tasks = json.load(reply)["services"][service]["tasks"]
        return next(task["state"] for task in tasks if id in task["ids"].values())

    def throttle(self, service):
        """Lets a request through, and then none for a long time."""
        self.control("limit", services=[service], perSecond=0.001)

    def fault(self, service, *faults):
        """For the next calls of a service, one each."""
        self.control("faults", service=service, faults=faults)


def error_of(call, kind):
    """The error that a call ends with, which has to be of a kind."""
    try:
        reply = call()
    except kind as error:
        return error
    raise AssertionError(f"expected {kind.__name__}, found {reply}")


def equal(found, expected):
    assert found == expected, f"expected {expected!r}, found {found!r}"
