"""Huawei's clients for SFS Turbo and OMS, which take a host for an endpoint."""

import json

from cloud import equal, error_of
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException, ServerResponseException
from huaweicloudsdkoms.v2 import ListTasksRequest, OmsClient, ShowTaskRequest, StopTaskRequest
from huaweicloudsdksfsturbo.v1 import (
    DeleteHpcCacheTaskRequest,
    ListHpcCacheTasksRequest,
    SFSTurboClient,
    ShowHpcCacheTaskRequest,
)

USER = ("AKIDEXAMPLE0000000001", "SKEXAMPLEexamplesecretkey0000000000000001")
FORBIDDEN = ("QTWAOYTTINDUT2QVKYUC", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc")
SESSION_TOKEN = "ggpjbi1ub3J0aC00exampleSecurityToken+/=="
PROJECT = "0123456789abcdef0123456789abcdef"

SHARE = "77ba6f4b-6365-4895-8dda-bc7142af4dde"
DOING = "11abef677ac40f46644d1d5cfc2424a4"
GONE = "66abef677ac40f46644d1d5cfc2424a4"
MIGRATING = 128984723742750
SUCCEEDED = 128984723742755
FAILED = 128984723742756


def client(cloud, kind, keys=USER, token=None):
    credentials = BasicCredentials(*keys, PROJECT)
    if token:
        credentials.with_security_token(token)
    return kind.new_builder().with_credentials(credentials).with_endpoint(cloud.root_endpoint).build()


def sfs_turbo(cloud, *keys, **other):
    return client(cloud, SFSTurboClient, *keys, **other)


def oms(cloud, *keys, **other):
    return client(cloud, OmsClient, *keys, **other)


def delete(sfs, id):
    return sfs.delete_hpc_cache_task(DeleteHpcCacheTaskRequest(share_id=SHARE, task_id=id))


def stop(migration, id):
    return migration.stop_task(StopTaskRequest(task_id=id))


def sfs_lists(cloud):
    """Huawei's SFS Turbo client: lists tasks by offset and by status"""
    sfs = sfs_turbo(cloud)
    page = sfs.list_hpc_cache_tasks(ListHpcCacheTasksRequest(share_id=SHARE, offset=2, limit=3))
    equal((page.count, len(page.tasks)), (6, 3))
    doing = sfs.list_hpc_cache_tasks(ListHpcCacheTasksRequest(share_id=SHARE, status="DOING"))
    equal(doing.count, 3)


def sfs_deletes(cloud):
    """Huawei's SFS Turbo client: deletes a task with a token, and looks at it"""
    sfs = sfs_turbo(cloud, token=SESSION_TOKEN)
    equal(delete(sfs, DOING).status_code, 202)
    seen = sfs.show_hpc_cache_task(ShowHpcCacheTaskRequest(share_id=SHARE, task_id=DOING))
    equal(seen.status, "DELETING")


def sfs_fails(cloud):
    """Huawei's SFS Turbo client: its exceptions for a task that is gone, for a user who may not, for another secret"""
    # The client looks for a code under names that this service does not use: the text has it.
    for keys, id, code in ((USER, GONE, "SFS.TURBO.0106"), (FORBIDDEN, DOING, "SFS.TURBO.0015")):
        error = error_of(lambda: delete(sfs_turbo(cloud, keys), id), ClientRequestException)
        equal((error.status_code, json.loads(error.error_msg)["errCode"], len(error.request_id)), (400, code, 32))
    other = sfs_turbo(cloud, (USER[0], "wrong"))
    error = error_of(lambda: delete(other, DOING), ClientRequestException)
    equal((error.status_code, error.error_code), (401, "APIGW.0301"))
    equal(cloud.state_of("sfsturbo", DOING), "DOING")


def sfs_is_throttled(cloud):
    """Huawei's SFS Turbo client: throttled, and a failure of the server"""
    sfs = sfs_turbo(cloud)
    cloud.throttle("sfsturbo")
    delete(sfs, DOING)
    # The library for HTTP below the client tries a DELETE again by itself, and hands on no more than the status.
    error = error_of(lambda: delete(sfs, DOING), ClientRequestException)
    equal((error.status_code, error.error_code), (429, "429"))
    cloud.control("reset")
    cloud.fault("sfsturbo", "internal-error")
    equal(error_of(lambda: delete(sfs, DOING), ServerResponseException).status_code, 500)


def oms_lists(cloud):
    """Huawei's OMS client: lists tasks by offset and by state"""
    migration = oms(cloud)
    page = migration.list_tasks(ListTasksRequest(offset=4, limit=3))
    equal((page.count, [task.status for task in page.tasks]), (9, [2, 5, 4]))
    equal(migration.list_tasks(ListTasksRequest(status=2)).count, 3)


def oms_stops(cloud):
    """Huawei's OMS client: stops a task with a token, and looks at it"""
    migration = oms(cloud, token=SESSION_TOKEN)
    equal(stop(migration, MIGRATING).status_code, 200)
    seen = migration.show_task(ShowTaskRequest(task_id=MIGRATING))
    equal((seen.id, seen.status), (MIGRATING, 7))


def oms_fails(cloud):
    """Huawei's OMS client: its exceptions for a task that is unknown or has ended, and for a user who may not"""
    for keys, id, status, code in (
        (USER, 42, 400, "OMS.1009"),
        (USER, SUCCEEDED, 400, "OMS.0066"),
        (FORBIDDEN, MIGRATING, 403, "OMS.0068"),
    ):
        error = error_of(lambda: stop(oms(cloud, keys), id), ClientRequestException)
        equal((error.status_code, error.error_code, len(error.request_id)), (status, code, 32))
    seen = oms(cloud).show_task(ShowTaskRequest(task_id=FAILED))
    equal((seen.status, seen.error_reason.error_code), (4, "OMS.0104"))


def oms_is_throttled(cloud):
    """Huawei's OMS client: throttled"""
    migration = oms(cloud)
    cloud.throttle("oms")
    stop(migration, MIGRATING)
    error = error_of(lambda: stop(migration, MIGRATING), ClientRequestException)
    equal((error.status_code, error.error_code), (429, "APIGW.0308"))


checks = [
    sfs_lists,
    sfs_deletes,
    sfs_fails,
    sfs_is_throttled,
    oms_lists,
    oms_stops,
    oms_fails,
    oms_is_throttled,
]
