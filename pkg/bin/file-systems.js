// Which lists have the tasks that run on a file system, by the form of its id.
import { operationNamed } from "./catalogue.js";

/** @type {{ form: RegExp, lists: [operation: string, params: (id: string) => Record<string, unknown>][] }[]} */
const FILE_SYSTEMS = [
  { form: /^fs-[0-9a-f]{8,}$/, lists: [["fsx:DescribeDataRepositoryTasks", fsxFilter("file-system-id")]] },
  { form: /^fc-[0-9a-f]{8,}$/, lists: [["fsx:DescribeDataRepositoryTasks", fsxFilter("file-cache-id")]] },
  {
    // A task that streams cannot be canceled while its sub tasks run: those come first.
    form: /^bmcpfs-[0-9a-z]+$/,
    lists: [
      ["nas:DescribeDataFlowSubTasks", (FileSystemId) => ({ FileSystemId })],
      ["nas:DescribeDataFlowTasks", (FileSystemId) => ({ FileSystemId })],
    ],
  },
  {
    form: /^cpfs-[0-9a-z]+$/,
    lists: [["nas:DescribeDataFlowTasks", (FileSystemId) => ({ FileSystemId })]],
  },
  {
    form: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    lists: [["sfsturbo:ListHpcCacheTasks", (share_id) => ({ share_id })]],
  },
];

/** What is told of the ids where none of them has the form. */
export const FORMS =
  "fs-… or fc-… (Amazon FSx), bmcpfs-… or cpfs-… (Alibaba Cloud CPFS), or a UUID (Huawei Cloud SFS Turbo)";

/** @param {string} name of the filter */
function fsxFilter(name) {
  // The forms leave no room for the wildcards that FSx takes in values, which might reach the tasks of others.
  return (/** @type {string} */ id) => ({ Filters: [{ Name: name, Values: [id] }] });
}

/**
 * The lists in the order in which their tasks are to be canceled; none for an id of no known form.
 * @param {string} id
 */
export function taskListsOf(id) {
  const { lists = [] } = FILE_SYSTEMS.find(({ form }) => form.test(id)) ?? {};
  return lists.map(([operation, params]) => ({ spec: operationNamed(operation), params: params(id) }));
}
