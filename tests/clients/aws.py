"""boto3, which keeps the path of an endpoint."""

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from cloud import equal, error_of

USER = ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
FORBIDDEN = ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
EXPIRED = (*USER, "ExampleTokenThatHasExpired")

RUNNING_TASK = "task-0123456789abcdef0"
ENDED_TASK = "task-0123456789abcdef4"
TASK = "arn:aws:datasync:us-east-1:123456789012:task/task-0123456789abcdef"
RUNNING = f"{TASK}0/execution/exec-0123456789abcdef0"
ENDED = f"{TASK}4/execution/exec-0123456789abcdef7"
UNKNOWN = f"{TASK}f/execution/exec-0123456789abcdeff"


def client(cloud, service, keys=USER, attempts=1):
    return boto3.client(
        service,
        region_name="us-east-1",
        endpoint_url=cloud.endpoint,
        aws_access_key_id=keys[0],
        aws_secret_access_key=keys[1],
        aws_session_token=keys[2] if len(keys) > 2 else None,
        config=Config(retries={"total_max_attempts": attempts}),
    )


def code_of(call, kind=ClientError):
    return error_of(call, kind).response["Error"]["Code"]


def fsx_lists(cloud):
    """boto3, FSx: lists all tasks, in pages of two"""
    fsx, tasks, token = client(cloud, "fsx"), [], {}
    while token is not None:
        page = fsx.describe_data_repository_tasks(MaxResults=2, **token)
        tasks += page["DataRepositoryTasks"]
        token = {"NextToken": page["NextToken"]} if "NextToken" in page else None
    equal([task["TaskId"][-1] for task in tasks], list("012345678"))
    equal(tasks[7]["Status"]["TotalCount"], 9223372036854775807)


def fsx_cancels(cloud):
    """boto3, FSx: cancels a task, and looks at it"""
    fsx = client(cloud, "fsx")
    equal(fsx.cancel_data_repository_task(TaskId=RUNNING_TASK)["Lifecycle"], "CANCELING")
    found = fsx.describe_data_repository_tasks(TaskIds=[RUNNING_TASK])["DataRepositoryTasks"]
    equal([task["Lifecycle"] for task in found], ["CANCELING"])
    equal(cloud.state_of("fsx", RUNNING_TASK), "CANCELING")


def fsx_fails(cloud):
    """boto3, FSx: its exceptions for a task that is unknown or has ended, and for a user who may not"""
    fsx = client(cloud, "fsx")
    unknown = lambda: fsx.cancel_data_repository_task(TaskId="task-ffffffffffffffff0")
    equal(code_of(unknown, fsx.exceptions.DataRepositoryTaskNotFound), "DataRepositoryTaskNotFound")
    ended = lambda: fsx.cancel_data_repository_task(TaskId=ENDED_TASK)
    equal(code_of(ended, fsx.exceptions.DataRepositoryTaskEnded), "DataRepositoryTaskEnded")
    for keys, code in (
        (FORBIDDEN, "AccessDeniedException"),
        (EXPIRED, "ExpiredTokenException"),
        ((USER[0], "wrong"), "InvalidSignatureException"),
    ):
        other = client(cloud, "fsx", keys)
        equal(code_of(lambda: other.cancel_data_repository_task(TaskId=RUNNING_TASK)), code)
    equal(cloud.state_of("fsx", RUNNING_TASK), "EXECUTING")


def fsx_is_throttled(cloud):
    """boto3, FSx: throttled, and through at the second attempt"""
    cloud.throttle("fsx")
    fsx = client(cloud, "fsx")
    fsx.describe_data_repository_tasks()
    equal(code_of(fsx.describe_data_repository_tasks), "ThrottlingException")
    cloud.control("reset")
    cloud.fault("fsx", "throttled")
    reply = client(cloud, "fsx", attempts=2).cancel_data_repository_task(TaskId=RUNNING_TASK)
    equal(reply["ResponseMetadata"]["RetryAttempts"], 1)


def datasync_lists(cloud):
    """boto3, DataSync: lists the executions of a task, and all in pages of five"""
    datasync = client(cloud, "datasync")
    listed = datasync.list_task_executions(TaskArn=f"{TASK}0")["TaskExecutions"]
    equal([one["Status"] for one in listed], ["TRANSFERRING", "QUEUED", "QUEUED"])
    pages = datasync.get_paginator("list_task_executions").paginate(PaginationConfig={"PageSize": 5})
    equal([len(page["TaskExecutions"]) for page in pages], [5, 5, 2])


def datasync_cancels(cloud):
    """boto3, DataSync: cancels an execution, and looks at it until it is an error"""
    datasync = client(cloud, "datasync")
    datasync.cancel_task_execution(TaskExecutionArn=RUNNING)
    equal(datasync.describe_task_execution(TaskExecutionArn=RUNNING)["Status"], "CANCELLING")
    cloud.control("clock", aheadSeconds=8)
    seen = datasync.describe_task_execution(TaskExecutionArn=RUNNING)
    equal((seen["Status"], seen["Result"]["ErrorCode"]), ("ERROR", "Cancelled"))
    equal(seen["EndTime"] > seen["LaunchTime"], True)


def datasync_fails(cloud):
    """boto3, DataSync: one exception for an execution that is unknown or has ended; another for a user who may not"""
    datasync = client(cloud, "datasync")
    for arn, code in ((UNKNOWN, "NotFound"), (ENDED, "InvalidState")):
        error = error_of(
            lambda: datasync.cancel_task_execution(TaskExecutionArn=arn),
            datasync.exceptions.InvalidRequestException,
        )
        equal(error.response["errorCode"], code)
    other = client(cloud, "datasync", FORBIDDEN)
    equal(code_of(lambda: other.cancel_task_execution(TaskExecutionArn=RUNNING)), "AccessDeniedException")
    equal(cloud.state_of("datasync", RUNNING), "TRANSFERRING")


def datasync_is_throttled(cloud):
    """boto3, DataSync: throttled, and through at the second attempt"""
    cloud.throttle("datasync")
    datasync = client(cloud, "datasync")
    datasync.list_task_executions()
    equal(code_of(datasync.list_task_executions), "ThrottlingException")
    cloud.control("reset")
    cloud.fault("datasync", "internal-error")
    error_of(datasync.list_task_executions, datasync.exceptions.InternalException)
    cloud.fault("datasync", "throttled")
    reply = client(cloud, "datasync", attempts=2).cancel_task_execution(TaskExecutionArn=RUNNING)
    equal(reply["ResponseMetadata"]["RetryAttempts"], 1)


checks = [
    fsx_lists,
    fsx_cancels,
    fsx_fails,
    fsx_is_throttled,
    datasync_lists,
    datasync_cancels,
    datasync_fails,
    datasync_is_throttled,
]
