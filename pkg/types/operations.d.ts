// What each operation takes. Made from the catalogue in src/providers by `npm run build`: do not change it by hand.

/**
 * What each operation takes, spelled exactly as the vendor's API reference spells it.
 * The ids of the operations are `service:Operation`, as in the vendor's own permissions.
 */
export interface OperationMap {
  /**
   * Amazon FSx: Cancel a data repository task.
   * Needs the permission `fsx:CancelDataRepositoryTask`.
   * Works in these states: PENDING, EXECUTING.
   * @see https://docs.aws.amazon.com/fsx/latest/APIReference/API_CancelDataRepositoryTask.html
   */
  "fsx:CancelDataRepositoryTask": {
    /**
     * The data repository task to cancel: task- and at least 17 lower-case hex digits.
     * Limits: 12 to 128 characters; pattern `^(task-[0-9a-f]{17,})$`.
     * @example "task-0123456789abcdef0"
     */
    TaskId: string;
  };

  /**
   * Amazon FSx: Find data repository tasks.
   * Needs the permission `fsx:DescribeDataRepositoryTasks`.
   * @see https://docs.aws.amazon.com/fsx/latest/APIReference/API_DescribeDataRepositoryTasks.html
   */
  "fsx:DescribeDataRepositoryTasks": {
    /**
     * Only these tasks: at most 50 ids.
     * Limits: at most 50 items; each 12 to 128 characters; pattern `^(task-[0-9a-f]{17,})$`.
     * @example ["task-0123456789abcdef0"]
     */
    TaskIds?: string[];
    /**
     * Only tasks that meet all of these: at most 3 filters.
     * Limits: at most 3 items.
     */
    Filters?: {
      /**
       * What to filter by.
       * @example "file-system-id"
       */
      Name:
        | "file-system-id"
        | "task-lifecycle"
        | "data-repository-association-id"
        | "file-cache-id"
        | (string & {});
      /**
       * Any of these: at most 20 values.
       * Limits: at most 20 items; each 1 to 128 characters; pattern `^[0-9a-zA-Z*.\\\/?\-_]*$`.
       * @example ["fs-0123456789abcdef0"]
       */
      Values: string[];
    }[];
    /**
     * The most tasks to return at once.
     * Limits: 1 to 2,147,483,647.
     * @example 50
     */
    MaxResults?: number;
    /**
     * The NextToken of the page before.
     * Limits: 1 to 255 characters; pattern `^(?:[A-Za-z0-9+\/]{4})*(?:[A-Za-z0-9+\/]{2}==|[A-Za-z0-9+\/]{3}=)?$`.
     * @example "eyJtYXJrZXIiOjF9"
     */
    NextToken?: string;
  };

  /**
   * AWS DataSync: Cancel a task execution.
   * Needs the permission `datasync:CancelTaskExecution`.
   * Works in these states: QUEUED, LAUNCHING, PREPARING, TRANSFERRING, VERIFYING.
   * @see https://docs.aws.amazon.com/datasync/latest/userguide/API_CancelTaskExecution.html
   */
  "datasync:CancelTaskExecution": {
    /**
     * The execution, not its task: an ARN that ends with /execution/exec- and 17 lower-case hex digits.
     * Limits: at most 128 characters; pattern `^arn:(aws|aws-cn|aws-us-gov|aws-eusc|aws-iso|aws-iso-b):datasync:[a-z\-0-9]+:[0-9]{12}:task/task-[0-9a-f]{17}/execution/exec-[0-9a-f]{17}$`.
     * @example "arn:aws:datasync:us-east-1:111222333444:task/task-0208075f79cedf4a2/execution/exec-08ef1e88ec491019b"
     */
    TaskExecutionArn: string;
  };

  /**
   * AWS DataSync: Look at a task execution.
   * Needs the permission `datasync:DescribeTaskExecution`.
   * @see https://docs.aws.amazon.com/datasync/latest/userguide/API_DescribeTaskExecution.html
   */
  "datasync:DescribeTaskExecution": {
    /**
     * The execution, not its task: an ARN that ends with /execution/exec- and 17 lower-case hex digits.
     * Limits: at most 128 characters; pattern `^arn:(aws|aws-cn|aws-us-gov|aws-eusc|aws-iso|aws-iso-b):datasync:[a-z\-0-9]+:[0-9]{12}:task/task-[0-9a-f]{17}/execution/exec-[0-9a-f]{17}$`.
     * @example "arn:aws:datasync:us-east-1:111222333444:task/task-0208075f79cedf4a2/execution/exec-08ef1e88ec491019b"
     */
    TaskExecutionArn: string;
  };

  /**
   * AWS DataSync: Find task executions.
   * Needs the permission `datasync:ListTaskExecutions`.
   * @see https://docs.aws.amazon.com/datasync/latest/userguide/API_ListTaskExecutions.html
   */
  "datasync:ListTaskExecutions": {
    /**
     * Only executions of this task.
     * Limits: at most 128 characters; pattern `^arn:(aws|aws-cn|aws-us-gov|aws-eusc|aws-iso|aws-iso-b):datasync:[a-z\-0-9]+:[0-9]{12}:task/task-[0-9a-f]{17}$`.
     * @example "arn:aws:datasync:us-east-1:111222333444:task/task-0208075f79cedf4a2"
     */
    TaskArn?: string;
    /**
     * The most executions to return at once.
     * Limits: 0 to 100.
     * @example 100
     */
    MaxResults?: number;
    /**
     * The NextToken of the page before.
     * Limits: at most 65,535 characters; pattern `^[a-zA-Z0-9=_\-]+$`.
     * @example "eyJtYXJrZXIiOjF9"
     */
    NextToken?: string;
  };

  /**
   * AWS Snow Device Management: Cancel a device task.
   * Needs the permission `snow-device-management:CancelTask`.
   * Works in these states: QUEUED.
   * @see https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/CancelTask
   */
  "snow-device-management:CancelTask": {
    /**
     * The task, as ListTasks shows it: 1 to 64 characters.
     * Limits: 1 to 64 characters.
     * @example "abcdefghij0123456789"
     */
    taskId: string;
  };

  /**
   * AWS Snow Device Management: Look at a device task.
   * Needs the permission `snow-device-management:DescribeTask`.
   * @see https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/DescribeTask
   */
  "snow-device-management:DescribeTask": {
    /**
     * The task, as ListTasks shows it: 1 to 64 characters.
     * Limits: 1 to 64 characters.
     * @example "abcdefghij0123456789"
     */
    taskId: string;
  };

  /**
   * AWS Snow Device Management: Find device tasks.
   * Needs the permission `snow-device-management:ListTasks`.
   * @see https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/ListTasks
   */
  "snow-device-management:ListTasks": {
    /**
     * Only tasks in this state.
     * @example "IN_PROGRESS"
     */
    state?: "IN_PROGRESS" | "CANCELED" | "COMPLETED" | (string & {});
    /**
     * The most to return at once.
     * Limits: 1 to 100.
     * @example 50
     */
    maxResults?: number;
    /**
     * The nextToken of the page before.
     * Limits: 1 to 1,024 characters; pattern `^[a-zA-Z0-9+\/=]*$`.
     * @example "eyJtYXJrZXIiOjF9"
     */
    nextToken?: string;
  };

  /**
   * AWS Snow Device Management: Find a task's executions.
   * Needs the permission `snow-device-management:ListExecutions`.
   * @see https://docs.aws.amazon.com/goto/WebAPI/snow-device-management-2021-08-04/ListExecutions
   */
  "snow-device-management:ListExecutions": {
    /**
     * The task, as ListTasks shows it: 1 to 64 characters.
     * Limits: 1 to 64 characters.
     * @example "abcdefghij0123456789"
     */
    taskId: string;
    /**
     * Only executions in this state.
     * @example "QUEUED"
     */
    state?:
      | "QUEUED"
      | "IN_PROGRESS"
      | "CANCELED"
      | "FAILED"
      | "SUCCEEDED"
      | "REJECTED"
      | "TIMED_OUT"
      | (string & {});
    /**
     * The most to return at once.
     * Limits: 1 to 100.
     * @example 50
     */
    maxResults?: number;
    /**
     * The nextToken of the page before.
     * Limits: 1 to 1,024 characters; pattern `^[a-zA-Z0-9+\/=]*$`.
     * @example "eyJtYXJrZXIiOjF9"
     */
    nextToken?: string;
  };

  /**
   * Cloud Parallel File Storage (CPFS): Cancel a data streaming task.
   * Needs the permission `nas:CancelDataFlowSubTask`.
   * Works in these states: CREATED, RUNNING.
   * @see https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-canceldataflowsubtask-bmcpfs
   */
  "nas:CancelDataFlowSubTask": {
    /**
     * The CPFS for Lingjun file system; its id begins with bmcpfs-.
     * @example "bmcpfs-370lx1ev9ss27o0****"
     */
    FileSystemId: string;
    /**
     * The data flow of the task.
     * @example "df-194433a5be31****"
     */
    DataFlowId: string;
    /**
     * The data flow task that the streaming task belongs to.
     * @example "task-38aa8e890f45****"
     */
    DataFlowTaskId: string;
    /**
     * The data streaming task to cancel.
     * @example "subTaskId-370kyfmyknxcyzw****"
     */
    DataFlowSubTaskId: string;
    /**
     * Have the provider check the request and change nothing.
     * @example false
     */
    DryRun?: boolean;
    /**
     * An idempotency token of your own, so that a repeated call has no further effect: at most 64 ASCII characters.
     * Limits: at most 64 characters.
     * @example "123e4567-e89b-12d3-a456-42665544****"
     */
    ClientToken?: string;
  };

  /**
   * Cloud Parallel File Storage (CPFS): Find data streaming tasks.
   * Needs the permission `nas:DescribeDataFlowSubTasks`.
   * @see https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-describedataflowsubtasks-bmcpfs
   */
  "nas:DescribeDataFlowSubTasks": {
    /**
     * The CPFS for Lingjun file system; its id begins with bmcpfs-.
     * @example "bmcpfs-370lx1ev9ss27o0****"
     */
    FileSystemId: string;
    /** Only tasks that meet all of these. */
    Filters?: {
      /**
       * What to filter by.
       * @example "DataFlowSubTaskIds"
       */
      Key:
        | "DataFlowIds"
        | "DataFlowTaskIds"
        | "DataFlowSubTaskIds"
        | "Status"
        | "SrcFilePath"
        | "DstFilePath"
        | (string & {});
      /**
       * What it is to be; several with commas between them where the filter takes several.
       * @example "df-194433a5be31****"
       */
      Value: string;
    }[];
    /**
     * The most tasks to return at once.
     * Limits: 20 to 100.
     * @example 20
     */
    MaxResults?: number;
    /**
     * The NextToken of the page before.
     * @example "iWk0AQAAAAAvY2FzZS8="
     */
    NextToken?: string;
  };

  /**
   * Cloud Parallel File Storage (CPFS): Cancel a data flow task.
   * Needs the permission `nas:CancelDataFlowTask`.
   * Works in these states: Pending, Executing.
   * @see https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-canceldataflowtask-bmcpfs
   */
  "nas:CancelDataFlowTask": {
    /**
     * The file system; its id begins with cpfs-, or with bmcpfs- for CPFS for Lingjun.
     * @example "cpfs-099394bd928c****"
     */
    FileSystemId: string;
    /**
     * The data flow of the task.
     * @example "df-194433a5be31****"
     */
    DataFlowId: string;
    /**
     * The data flow task to cancel.
     * @example "task-38aa8e890f45****"
     */
    TaskId: string;
    /**
     * Have the provider check the request and change nothing.
     * @example false
     */
    DryRun?: boolean;
    /**
     * An idempotency token of your own, so that a repeated call has no further effect: at most 64 ASCII characters.
     * Limits: at most 64 characters.
     * @example "123e4567-e89b-12d3-a456-42665544****"
     */
    ClientToken?: string;
  };

  /**
   * Cloud Parallel File Storage (CPFS): Find data flow tasks.
   * Needs the permission `nas:DescribeDataFlowTasks`.
   * @see https://help.aliyun.com/en/cpfs/bmcpfs/developer-reference/api-nas-2017-06-26-describedataflowtasks-bmcpfs
   */
  "nas:DescribeDataFlowTasks": {
    /**
     * The file system; its id begins with cpfs-, or with bmcpfs- for CPFS for Lingjun.
     * @example "cpfs-099394bd928c****"
     */
    FileSystemId: string;
    /** Only tasks that meet all of these. */
    Filters?: {
      /**
       * What to filter by.
       * @example "TaskIds"
       */
      Key:
        | "DataFlowIds"
        | "TaskIds"
        | "Originator"
        | "TaskActions"
        | "DataTypes"
        | "Status"
        | "CreateTimeBegin"
        | "CreateTimeEnd"
        | "StartTimeBegin"
        | "StartTimeEnd"
        | "EndTimeBegin"
        | "EndTimeEnd"
        | (string & {});
      /**
       * What it is to be; several with commas between them where the filter takes several.
       * @example "df-194433a5be31****"
       */
      Value: string;
    }[];
    /**
     * The most tasks to return at once.
     * Limits: 10 to 100.
     * @example 20
     */
    MaxResults?: number;
    /**
     * The NextToken of the page before.
     * @example "iWk0AQAAAAAvY2FzZS8="
     */
    NextToken?: string;
    /**
     * Whether to tell the tasks' reports, too; without them the answer comes sooner.
     * @example false
     */
    WithReports?: boolean;
  };

  /**
   * SFS Turbo: Delete a data import or export task.
   * Needs the permission `sfsturbo:shares:*`.
   * Works in these states: DOING.
   * @see https://support.huaweicloud.com/intl/en-us/api-sfs/DeleteHpcCacheTask.html
   */
  "sfsturbo:DeleteHpcCacheTask": {
    /**
     * The project, under My Credentials in the vendor's console.
     * @example "0123456789abcdef0123456789abcdef"
     */
    project_id: string;
    /**
     * The SFS Turbo file system.
     * @example "77ba6f4b-6365-4895-8dda-bc7142af4dde"
     */
    share_id: string;
    /**
     * The import or export task.
     * @example "11abef677ac40f46644d1d5cfc2424a4"
     */
    task_id: string;
  };

  /**
   * SFS Turbo: Look at a data import or export task.
   * Needs the permission `sfsturbo:shares:*`.
   * @see https://support.huaweicloud.com/intl/en-us/api-sfs/ShowHpcCacheTask.html
   */
  "sfsturbo:ShowHpcCacheTask": {
    /**
     * The project, under My Credentials in the vendor's console.
     * @example "0123456789abcdef0123456789abcdef"
     */
    project_id: string;
    /**
     * The SFS Turbo file system.
     * @example "77ba6f4b-6365-4895-8dda-bc7142af4dde"
     */
    share_id: string;
    /**
     * The import or export task.
     * @example "11abef677ac40f46644d1d5cfc2424a4"
     */
    task_id: string;
  };

  /**
   * SFS Turbo: Find data import and export tasks.
   * Needs the permission `sfsturbo:shares:*`.
   * @see https://support.huaweicloud.com/intl/en-us/api-sfs/ListHpcCacheTasks.html
   */
  "sfsturbo:ListHpcCacheTasks": {
    /**
     * The project, under My Credentials in the vendor's console.
     * @example "0123456789abcdef0123456789abcdef"
     */
    project_id: string;
    /**
     * The SFS Turbo file system.
     * @example "77ba6f4b-6365-4895-8dda-bc7142af4dde"
     */
    share_id: string;
    /**
     * Only tasks of this type.
     * @example "export"
     */
    type?: "import" | "export" | "import_metadata" | "preload" | (string & {});
    /**
     * Only tasks in this state.
     * @example "DOING"
     */
    status?: "SUCCESS" | "DOING" | "FAIL" | "DELETING" | (string & {});
    /**
     * How many tasks to pass over; by default none.
     * Limits: at least 0.
     * @example 0
     */
    offset?: number;
    /**
     * The most tasks to return at once; by default 1,000.
     * Limits: at least 0.
     * @example 1000
     */
    limit?: number;
    /**
     * Only tasks that started at this time or later, without a zone.
     * @example "2024-03-18T23:00:00"
     */
    start_time?: string;
    /**
     * Only tasks that ended at this time or before, without a zone.
     * @example "2024-03-19T23:00:00"
     */
    end_time?: string;
  };

  /**
   * Object Storage Migration Service (OMS): Stop a migration task.
   * Needs the permission `oms:task:update`.
   * Works in these states: 2.
   * @see https://support.huaweicloud.com/intl/en-us/api-oms/StopTask.html
   */
  "oms:StopTask": {
    /**
     * The project, under My Credentials in the vendor's console.
     * Limits: 1 to 1,024 characters.
     * @example "0123456789abcdef0123456789abcdef"
     */
    project_id: string;
    /**
     * The migration task: a number of at most 15 digits, given as text.
     * Limits: pattern `^[0-9]{1,15}$`.
     * @example "128984723742752"
     */
    task_id: string;
  };

  /**
   * Object Storage Migration Service (OMS): Look at a migration task.
   * Needs the permission `oms:task:*`.
   * @see https://support.huaweicloud.com/intl/en-us/api-oms/ShowTask.html
   */
  "oms:ShowTask": {
    /**
     * The project, under My Credentials in the vendor's console.
     * Limits: 1 to 1,024 characters.
     * @example "0123456789abcdef0123456789abcdef"
     */
    project_id: string;
    /**
     * The migration task: a number of at most 15 digits, given as text.
     * Limits: pattern `^[0-9]{1,15}$`.
     * @example "128984723742752"
     */
    task_id: string;
  };

  /**
   * Object Storage Migration Service (OMS): Find migration tasks.
   * Needs the permission `oms:task:*`.
   * @see https://support.huaweicloud.com/intl/en-us/api-oms/ListTasks.html
   */
  "oms:ListTasks": {
    /**
     * The project, under My Credentials in the vendor's console.
     * Limits: 1 to 1,024 characters.
     * @example "0123456789abcdef0123456789abcdef"
     */
    project_id: string;
    /**
     * Only tasks of this task group.
     * @example "7a9f8b2c-5d1e-4f3a-9c6b-0e8d7f6a5b4c"
     */
    group_id?: string;
    /**
     * The most tasks to return at once; by default 10.
     * Limits: 1 to 100.
     * @example 100
     */
    limit?: number;
    /**
     * How many tasks to pass over; by default none.
     * Limits: at least 0.
     * @example 0
     */
    offset?: number;
    /**
     * Only tasks in this state: 1 waiting, 2 running, 3 stopped, 4 failed, 5 succeeded, 7 stopping.
     * @example 2
     */
    status?: number;
    /**
     * Only tasks whose name has this in it: at most 255 characters.
     * Limits: at most 255 characters.
     * @example "nightly"
     */
    task_name?: string;
  };
}

/** Every operation that this package knows. */
export type OperationId = keyof OperationMap;
/** The operations that cancel a task. */
export type CancelOperationId =
  | "fsx:CancelDataRepositoryTask"
  | "datasync:CancelTaskExecution"
  | "snow-device-management:CancelTask"
  | "nas:CancelDataFlowSubTask"
  | "nas:CancelDataFlowTask"
  | "sfsturbo:DeleteHpcCacheTask"
  | "oms:StopTask";
/** The operations that tell the state of one task. */
export type StatusOperationId =
  | "datasync:DescribeTaskExecution"
  | "snow-device-management:DescribeTask"
  | "sfsturbo:ShowHpcCacheTask"
  | "oms:ShowTask";
/** The operations that find tasks. */
export type ListOperationId =
  | "fsx:DescribeDataRepositoryTasks"
  | "datasync:ListTaskExecutions"
  | "snow-device-management:ListTasks"
  | "snow-device-management:ListExecutions"
  | "nas:DescribeDataFlowSubTasks"
  | "nas:DescribeDataFlowTasks"
  | "sfsturbo:ListHpcCacheTasks"
  | "oms:ListTasks";
