"""Alibaba's client for NAS, which takes a host for an endpoint."""

from alibabacloud_nas20170626.client import Client
from alibabacloud_nas20170626.models import (
    CancelDataFlowSubTaskRequest,
    CancelDataFlowTaskRequest,
    DescribeDataFlowSubTasksRequest,
    DescribeDataFlowTasksRequest,
    DescribeDataFlowTasksRequestFilters,
)
from alibabacloud_tea_openapi.exceptions import ClientException, ServerException
from alibabacloud_tea_openapi.models import Config
from cloud import equal, error_of

USER = ("YourAccessKeyId", "YourAccessKeySecret")
SESSION = (*USER, "YourSecurityToken/+=with~chars*")
FORBIDDEN = ("testid", "testsecret")

FILE_SYSTEM = "bmcpfs-370lx1ev9ss27o0abcd"
FLOW = {"file_system_id": FILE_SYSTEM, "data_flow_id": "df-194433a5be31abcd"}
STREAM = "task-38aa8e890f45abcd"
RUNNING = "subTaskId-370kyfmyknxcyzwabcd"
ENDED = "subTaskId-370kyfmyknxcyzwabch"
IMPORT = "task-16aa8e890f45abcd"


def client(cloud, keys=USER):
    scheme, host = cloud.root_endpoint.split("://")
    return Client(
        Config(
            access_key_id=keys[0],
            access_key_secret=keys[1],
            security_token=keys[2] if len(keys) > 2 else None,
            endpoint=host,
            protocol=scheme,
        )
    )


def cancel_sub_task(nas, id):
    request = CancelDataFlowSubTaskRequest(**FLOW, data_flow_task_id=STREAM, data_flow_sub_task_id=id)
    return nas.cancel_data_flow_sub_task(request)


def lists(cloud):
    """Alibaba's NAS client: lists sub tasks, and tasks with a filter, page by page"""
    nas = client(cloud)
    found = nas.describe_data_flow_sub_tasks(DescribeDataFlowSubTasksRequest(file_system_id=FILE_SYSTEM)).body
    equal(found.data_flow_sub_task.data_flow_sub_task[0].data_flow_sub_task_id, RUNNING)
    tasks = [{"ids": {"TaskId": f"task-{n:02}"}, "state": "Executing"} for n in range(20)]
    cloud.control("seed", service="nas", tasks=tasks)
    filters = [DescribeDataFlowTasksRequestFilters(key="Status", value="Executing")]
    counts, token = [], None
    while token != "":
        page = nas.describe_data_flow_tasks(
            DescribeDataFlowTasksRequest(
                file_system_id=FILE_SYSTEM, filters=filters, max_results=10, next_token=token
            )
        ).body
        counts.append(len(page.task_info.task))
        token = page.next_token
    equal(counts, [10, 10, 4])


def cancels(cloud):
    """Alibaba's NAS client: cancels a sub task with a token, and a task"""
    equal(cancel_sub_task(client(cloud, SESSION), RUNNING).status_code, 200)
    equal(cloud.state_of("nas", RUNNING), "CANCELING")
    reply = client(cloud).cancel_data_flow_task(CancelDataFlowTaskRequest(**FLOW, task_id=IMPORT))
    equal(len(reply.body.request_id), 36)
    equal(cloud.state_of("nas", IMPORT), "Canceling")


def fails(cloud):
    """Alibaba's NAS client: its exceptions for a sub task that is unknown or has ended, and for a user who may not"""
    for keys, id, code, status in (
        (USER, "subTaskId-none", "InvalidTaskId.NotFound", 404),
        (USER, ENDED, "OperationDenied.ConflictOperation", 403),
        (FORBIDDEN, RUNNING, "Forbidden.RAM", 403),
        ((USER[0], "wrong"), RUNNING, "SignatureDoesNotMatch", 400),
    ):
        error = error_of(lambda: cancel_sub_task(client(cloud, keys), id), ClientException)
        equal((error.code, error.status_code, len(error.request_id)), (code, status, 36))
    equal(cloud.state_of("nas", RUNNING), "RUNNING")


def is_throttled(cloud):
    """Alibaba's NAS client: throttled, and a failure of the server"""
    nas = client(cloud)
    cloud.throttle("nas")
    cancel_sub_task(nas, RUNNING)
    error = error_of(lambda: cancel_sub_task(nas, RUNNING), ClientException)
    equal((error.code, error.status_code), ("Throttling.User", 400))
    cloud.control("reset")
    cloud.fault("nas", "internal-error")
    equal(error_of(lambda: cancel_sub_task(nas, RUNNING), ServerException).code, "InternalError")


checks = [lists, cancels, fails, is_throttled]
