// 页面上的全部文字，中文。

export const texts = {
  doors: {
    title: "您想做什么？",
    promise: "列出正在运行的传输任务，取消您选中的任务，并一直盯到每个任务都停下来。密钥只留在此标签页中。",
    practice: "先在练习环境里看看",
    practiceHelp: "一个虚拟的云，里面有正在运行、卡住和失败的任务。不会弄坏任何东西。",
    practiceOpen: "开始练习",
    practiceShut: "练习需要练习云：运行 npm start 即可。",
    signin: "登录",
    signinHelp: "密钥由此服务保管，请求也由它发送。关闭页面后，已经开始的工作仍会继续。",
    signinOpen: "登录…",
    connect: "用密钥连接",
    connectHelp: "由此页面自己签名并发送。密钥只在此标签页的内存中，关闭即忘。",
    connectOpen: "输入密钥…",
    explain: "我有一段回复要解读",
    explainHelp: "粘贴错误、日志、回复或 ID，看看它是什么意思。不会发送任何内容。",
    explainOpen: "粘贴文本…",
  },

  bar: {
    region: "地域",
    chooseRegion: "选择地域…",
    key: "当前登录身份",
    keysHeld: "内存中的密钥",
    /** @param {string} time */
    expires: (time) => `${time}后过期`,
    expired: "已过期",
    forget: "忘记密钥",
    signOut: "退出登录",
    leavePractice: "离开练习",
    practice: "练习：这里的一切都不是真的",
    fault: "要出什么问题？",
    reset: "重新开始",
    /** @param {string} time @param {boolean} isSlow */
    clock: (time, isSlow) => `本机时钟${isSlow ? "慢" : "快"}了 ${time}：签名改用云厂商的时间。`,
    clockTitle: "时钟",
    clockReset: "改用本机时间",
    viewer: "您只能查看，不能取消任务。",
    commands: "所有命令",
    help: "键盘",
    theme: "浅色或深色",
    language: "语言",
    menu: "位置",
    back: "返回",
  },

  faults: /** @type {Record<string, string>} */ ({
    nothing: "什么都不出",
    expired: "密钥已过期",
    forbidden: "没有取消的权限",
    throttled: "云厂商繁忙（限流）",
    lost: "回复丢失",
    broken: "回复中途断开",
    proxy: "应答的是代理",
    clock: "时钟相差一小时",
    down: "云厂商故障",
  }),

  rail: {
    find: "查找",
    everything: "全部",
    needs: "还缺 ID",
    have: "我有",
    id: "ID、ARN、URL 或命令",
    runs: "批次",
    history: "历史",
    noRuns: "还没有取消过任何任务。",
  },

  services: /** @type {Record<string, { name: string, tasks: string }>} */ ({
    "fsx:CancelDataRepositoryTask": { name: "Amazon FSx", tasks: "数据存储库任务" },
    "datasync:CancelTaskExecution": { name: "AWS DataSync", tasks: "任务执行" },
    "snow-device-management:CancelTask": { name: "AWS Snow", tasks: "设备任务" },
    "nas:CancelDataFlowSubTask": { name: "CPFS 流式任务", tasks: "数据流式任务" },
    "nas:CancelDataFlowTask": { name: "CPFS 数据流动", tasks: "数据流动任务" },
    "sfsturbo:DeleteHpcCacheTask": { name: "SFS Turbo", tasks: "导入和导出任务" },
    "oms:StopTask": { name: "OMS", tasks: "迁移任务" },
  }),

  cancels: /** @type {Record<string, { effects: string[], requirements: string[] }>} */ ({
    "fsx:CancelDataRepositoryTask": {
      effects: [
        "FSx 已经导出的文件不会撤回。",
        "取消到达时正在传输的文件仍会导出。",
        "尚未导出的文件不再导出。",
        "释放任务已经释放的文件保持已释放。",
      ],
      requirements: ["任务处于 PENDING 或 EXECUTING 状态。"],
    },
    "datasync:CancelTaskExecution": {
      effects: [
        "正在传输的文件会被中断：目标端的文件可能不完整，或与源端不同。",
        "该任务下一次完整执行时会修复这些文件。",
        "同一任务排队中的执行会接着进行。",
        "DataSync 没有“已取消”状态：执行先是 CANCELLING，然后以 ERROR 结束。",
      ],
      requirements: ["执行尚未结束。"],
    },
    "snow-device-management:CancelTask": {
      effects: ["如果任务在取消到达之前已离开队列，它仍可能运行。", "正在进行的执行会继续。"],
      requirements: ["任务的执行仍为 QUEUED：一旦有执行开始，就不能再取消。"],
    },
    "nas:CancelDataFlowSubTask": {
      effects: [
        "取消是异步的：在任务变为 CANCELED 之前，数据仍会继续传输。",
        "已经传输的数据留在原处。",
        "只取消这一个流式任务；它所属的数据流动任务会继续。",
      ],
      requirements: [
        "2.6.0 及以上版本的 CPFS 智算版文件系统（bmcpfs-）。",
        "数据流动为 Running，其任务为 Executing。",
        "流式任务处于 CREATED 或 RUNNING 状态。",
      ],
    },
    "nas:CancelDataFlowTask": {
      effects: ["取消是异步的：在任务变为 Canceled 之前，数据仍会继续传输。", "已经传输的数据留在原处。"],
      requirements: [
        "2.2.0 及以上版本的 CPFS 文件系统（cpfs-），或 2.4.0 及以上版本的 CPFS 智算版（bmcpfs-）。",
        "任务处于 Pending 或 Executing 状态。",
        "它的流式任务都不再运行。",
      ],
    },
    "sfsturbo:DeleteHpcCacheTask": {
      effects: [
        "任务被取消，记录也被删除：之后它的 ID 不再存在，查询接口也查不到。",
        "已经导入或导出的数据留在原处。",
        "已经结束的任务同样会失去记录。",
      ],
      requirements: ["通过 NFS 挂载的 20、40、125、250、500 或 1,000 MB/s/TiB 的 SFS Turbo 文件系统。"],
    },
    "oms:StopTask": {
      effects: [
        "停止是异步的：在任务进入状态 3（已停止）之前，对象仍会继续迁移。",
        "已经迁移的对象留在目标端。",
        "已停止的 OMS 任务可以重新启动：要彻底去掉，请删除它。",
      ],
      requirements: ["任务正在运行（状态 2）。"],
    },
  }),

  list: {
    title: "任务",
    tabs: { running: "运行中", ending: "正在结束", ended: "已结束", all: "全部" },
    search: "搜索 ID、类型、路径",
    refresh: "刷新",
    /** @param {string} time */
    asOf: (time) => `截至 ${time}`,
    loading: "正在查找任务…",
    columns: { state: "状态", task: "任务", type: "类型", age: "时长", done: "进度" },
    selectAll: "选中所有可取消的任务",
    /** @param {string} id */
    select: (id) => `选中 ${id}`,
    empty: "这里没有任务。",
    /** @param {number} ended */
    emptyRunning: (ended) =>
      ended > 0 ? `没有正在运行的任务。${ended} 个已结束。` : "没有正在运行的任务，也没有已结束的任务。",
    showEnded: "显示已结束的任务",
    noMatch: "没有任务符合搜索条件。",
    clearSearch: "清除搜索",
    choosePlace: "请说明在哪里查找",
    /** @param {string} names */
    needs: (names) => `要列出任务，此服务还需要：${names}。`,
    /** @param {number} rows */
    more: (rows) => `目前已读取 ${rows} 个任务。`,
    goOn: "继续读取",
    showMore: "显示更多行",
    stuck: "时间很长",
    /** @param {string} vendor */
    shut: (vendor) => `据目前所知，${vendor}不允许网页调用。请在终端运行下面的命令，再把输出粘贴回来。`,
    tryAnyway: "仍从这里试一次",
    pasteReply: "粘贴它的回复",
    partly: "有些位置无法读取",
  },

  states: /** @type {Record<string, string>} */ ({
    queued: "排队中",
    running: "运行中",
    canceling: "取消中",
    canceled: "已取消",
    succeeded: "已成功",
    failed: "已失败",
    expired: "已过期",
    deleting: "删除中",
    unknown: "未知",
    paused: "已暂停",
  }),

  selection: {
    /** @param {number} count */
    selected: (count) => `已选 ${count} 个`,
    /** @param {number} count */
    can: (count) => `${count} 个可取消`,
    /** @param {number} count */
    cannot: (count) => `${count} 个不可取消`,
    clear: "清除",
    /** @param {number} count */
    callOff: (count) => `取消 ${count} 个任务…`,
    callOffOne: "取消任务…",
  },

  question: {
    /** @param {number} count */
    title: (count) => `要取消这 ${count} 个任务吗？`,
    effects: "不会撤回的内容",
    requirements: "前提",
    leftOut: "未包含",
    why: {
      ended: "已经结束",
      ending: "正在结束",
      state: "在此状态下不能取消",
      "no-call": "它的 ID 无法组成有效的调用",
    },
    none: "您选中的任务都不能取消。",
    /** @param {number} count */
    more: (count) => `还有 ${count} 个`,
    /** @param {number} count */
    type: (count) => `请输入 ${count}，确认要取消全部任务`,
    /** @param {string} host */
    typeHost: (host) => `请输入 ${host}，确认调用发往该主机`,
    requests: "这些调用（可在别处运行）",
    no: "让它们继续运行",
    noOne: "让它继续运行",
    /** @param {number} count */
    yes: (count) => (count === 1 ? "取消这个任务" : `取消 ${count} 个任务`),
    sending: "正在发送…",
    real: "这是真实环境。",
    practice: "这是练习：这里的一切都不是真的。",
    viewer: "您只能查看，不能取消任务：请找有操作权限的同事。",
  },

  run: {
    /** @param {number} count */
    title: (count) => `正在取消 ${count} 个任务`,
    /** @param {number} count */
    overTitle: (count) => `取消完毕：${count} 个任务`,
    /** @param {number} ended @param {number} total */
    progress: (ended, total) => `${total} 个中已有 ${ended} 个有结果`,
    /** @param {number} confirmed @param {number} total */
    said: (confirmed, total) => `${total} 个中已确认 ${confirmed} 个`,
    allConfirmed: "它们都不再运行。",
    someLeft: "有些可能仍在运行，见下方。",
    stop: "停止发送",
    stopAlone: "停止查询",
    stopped: "已停止：尚未发送的不会再发送。",
    copyReport: "复制报告",
    close: "返回列表",
    open: "查看",
    lost: "与服务的连接已断开。这一批仍在服务端继续；页面会自动重连。",
    /** @param {string} time */
    after: (time) => `用时 ${time}`,
    /** @param {string} time */
    acceptedAgo: (time) => `${time}前已受理`,
    outlives: "关闭此页面后仍会继续。",
    dies: "请保持页面打开：由它来查询结果。",
    wanting: "等待发送",
    offline: "此电脑已离线。页面会继续查询。",
    lostAlone: "云厂商没有答复。页面会重试。",
    noReply: "已发送，尚无答复",
    left: "已发送，之后没有再查询：可能已停止，也可能仍在运行",
    noSuch: "没有这一批",
    noneYet: "批次",
    isPart: "地址中有一部分不是任何批次，已忽略。",
    /** @param {number} shown @param {number} total */
    shown: (shown, total) => `显示 ${total} 个任务中的前 ${shown} 个；数字包括全部。`,
    columns: { end: "结果", task: "任务", what: "经过", time: "用时" },
    again: "再试这些任务",
  },

  ends: /** @type {Record<string, string>} */ ({
    waiting: "排队中",
    canceling: "取消中",
    trying: "尝试中",
    confirmed: "已停止",
    hadEnded: "早已结束",
    refused: "被拒绝",
    unconfirmed: "未知",
    failed: "未发送",
  }),

  verdicts: /** @type {Record<string, string>} */ ({
    accepted: "已受理，尚未停止",
    canceled: "已取消",
    "dry-run-passed": "试运行通过：没有改变任何东西",
    ok: "云厂商已答复",
    "already-ended": "任务之前已经结束",
    "not-found": "没有这个任务",
    conflict: "当前状态不允许",
    unsupported: "此资源不支持",
    "invalid-request": "云厂商拒绝了某个参数",
    unauthenticated: "凭证未被接受",
    "clock-skew": "时钟相差太大",
    forbidden: "没有权限",
    throttled: "请求过多",
    "provider-fault": "云厂商出错：是否生效未知",
    unrecognized: "应答来自中间环节，或回复中途断开",
    "no-answer": "没有收到答复",
    "wrong-token": "令牌无效",
    "signed-out": "令牌无效，或登录已失效",
    forgotten: "密钥已被忘记",
    aborted: "发送前已停止",
    invalid: "此调用无法发送",
    credentials: "密钥无法用于签名",
    "too-many-requests": "对此服务的请求过多",
    internal: "这里出了问题",
    practice: "练习云拒绝了",
    "not-configured": "此服务尚未配置好",
    "no-such-job": "没有这一批，或您无权查看",
    "may-have-begun": "没有收到答复：可能已经开始。再次确认是安全的，不会重复开始",
    shut: "主机可以连通，但不允许网页调用：请求很可能没有发出",
  }),
  otherProblem: "没有成功",

  acts: {
    newKeys: "输入新密钥…",
    signIn: "重新登录…",
    retry: "重试",
    policy: "缺少的权限",
  },

  inspect: {
    title: "任务",
    close: "关闭",
    copyId: "复制 ID",
    notCopied: "无法复制：浏览器不允许。请选中文本自行复制。",
    copied: "已复制",
    state: "状态",
    type: "类型",
    source: "操作对象",
    created: "创建时间",
    started: "开始时间",
    ended: "结束时间",
    progress: "进度",
    /** @param {string} done @param {string} total */
    files: (done, total) => `${total} 个文件中已完成 ${done} 个`,
    /** @param {string} count */
    failures: (count) => `${count} 个失败`,
    failure: "失败原因",
    service: "服务",
    region: "地域",
    profile: "配置",
    happened: "经过",
    nothing: "还没有。",
    reply: "对取消调用的回复",
    request: "请求 ID",
    code: "错误码",
    docs: "云厂商的文档",
    commands: "这个调用（可在别处运行）",
    all: "显示全文",
  },

  history: {
    title: "历史",
    runs: "批次",
    record: "操作记录",
    search: "搜索 ID、错误码、请求 ID",
    csv: "保存为 CSV",
    alone: "只保留到此标签页关闭为止，其中没有密钥。",
    empty: "没有任何记录。",
    noMatch: "没有符合条件的记录。",
    columns: { at: "时间", who: "操作者", what: "操作", task: "任务", verdict: "回复", request: "请求 ID" },
    what: /** @type {Record<string, string>} */ ({
      start: "开始一批",
      stop: "停止一批",
      cancel: "取消",
      look: "查询",
      lost: "步骤丢失",
    }),
    /** @param {number} confirmed @param {number} total */
    counts: (confirmed, total) => `${total} 个中已停止 ${confirmed} 个`,
  },

  explain: {
    title: "这段文本是什么意思？",
    label: "回复、错误、日志、ID、ARN、URL 或命令",
    placeholder: "在此粘贴任何内容。不会发送；机密会被遮盖。",
    example: "示例",
    clear: "清除",
    loading: "正在解读…",
    kinds: {
      reply: "云厂商的回复",
      error: "工具打印的错误",
      event: "审计日志中的一条",
      network: "网络故障：其中没有云厂商的回复",
      call: "它指明了一个任务",
      nothing: "其中既没有云厂商的回复，也没有任务",
    },
    /** @param {string} operation */
    readAs: (operation) => `按 ${operation} 的回复解读`,
    found: "其中找到",
    status: "状态码",
    again: "可以再次发送同一个调用。",
    notAgain: "再次发送同一个调用没有用。",
    useCall: "取消它…",
    goThere: "显示它所在的列表",
    /** @param {string} region @param {string} profile */
    foreignRegion: (region, profile) =>
      `文本中的地域 ${region} 不在配置 ${profile} 的地域之列：无法从这里取消那里的任务。`,
    cut: "文本超过 200 万个字符：其余部分已略去，未解读。",
    needKeys: "连接或登录后，可以从这里取消它。",
    tasks: (/** @type {number} */ count) => `在列表中显示这 ${count} 个任务`,
  },

  connect: {
    title: "用密钥连接",
    vendor: "谁的密钥？",
    paste: "粘贴您手头的内容",
    pasteHelp: "凭证配置、export 行、CSV，或 STS 返回的 JSON。会立即拆解，不会保留。",
    /** @param {string} what */
    pasted: (what) => `已找到：${what}`,
    pastedNothing: "其中没有找到密钥。",
    accessKeyId: "Access Key ID",
    secretAccessKey: "Secret Access Key",
    sessionToken: "会话令牌",
    optional: "如果有",
    or: "或",
    token: "IAM 或 OAuth 令牌",
    advanced: "使用其他接入点",
    endpoint: "接入点",
    endpointHelp: "只能是本机地址，例如 http://127.0.0.1:8044/cloud。否则使用该地域自己的接入点。",
    open: "连接",
    back: "返回",
    promise: "密钥只保存在此标签页的内存中：从不存储，也不会出现在地址里。闲置半小时即忘记。",
    /** @param {string} vendor */
    shut: (vendor) => `据目前所知，${vendor}不允许网页调用。页面会给出可在终端运行的命令，并解读它们的输出。`,
    missing: "未填写",
    masked: "只是掩码，不是真正的值",
    odd: "含有引号、空格或密钥中不会出现的字符：请只复制值本身",
    swapped: "两项似乎填反了：这是密钥，不是 ID。",
    notLoopback: "从这里只能调用本机上的接入点。",
  },

  signin: {
    title: "登录",
    token: "令牌",
    help: "由此服务的管理者提供的令牌。它只在此标签页的内存中，所以重新加载后需要再次输入。",
    open: "登录",
    resume: "有一批任务正在服务端继续。登录后即可查看。",
  },

  leave: {
    title: "运行尚未结束，要离开吗？",
    help: "由本页面负责查询：一旦忘记密钥，就没有人再确认任务是否停止，尚未发送的也不会再发送。",
    no: "留下",
    yes: "忘记密钥",
  },

  copy: {
    title: "复制为",
    copy: "复制",
    secrets: "其中没有密钥：命令会从您的环境变量中读取。",
  },

  palette: {
    title: "所有命令",
    placeholder: "输入以查找命令或位置",
    none: "没有这样的命令。",
  },

  keys: {
    title: "键盘",
    letters: "启用单字母快捷键",
    lettersHelp: "如果您使用语音输入，或字母键碍事，请关闭此项。",
    list: /** @type {Record<string, string>} */ ({
      search: "搜索",
      next: "下一行",
      previous: "上一行",
      select: "选中此行",
      selectTo: "一直选到这里",
      selectAll: "选中所有可取消的任务",
      clear: "清除或关闭",
      inspect: "查看任务详情",
      callOff: "取消任务…",
      confirm: "在询问中确认",
      refresh: "刷新",
      copyId: "复制 ID",
      copyAs: "复制为命令",
      place: "第一到第九个位置；0 为全部",
      reply: "解读回复",
      runs: "历史",
      palette: "所有命令",
      help: "此列表",
    }),
  },

  themes: { auto: "跟随系统", light: "浅色", dark: "深色" },
  close: "关闭",
  idle: "半小时内没有按键或点击：密钥已被忘记。",
  loading: "正在加载…",
};
