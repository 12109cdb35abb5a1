//! Refusals of drafts and revisions: schemes are drawn by one and published by another.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "scheme.name_missing",
        zh: ["方案没有名称", "起一个名称，如“2027 年网格”"],
        en: ["the scheme has no name", "give it one, such as “Grids of 2027”"],
    },
    Words {
        code: "scheme.name_taken",
        zh: ["已有名为“{scheme}”的方案", "另起一个名称"],
        en: ["there is a scheme {scheme} already", "choose another name"],
    },
    Words {
        code: "scheme.without_grids",
        zh: ["方案“{scheme}”还没有网格", "先向它导入网格，或以现行方案为底稿新建"],
        en: [
            "the scheme {scheme} has no grids yet",
            "import grids into it, or make a draft from the scheme that is in force",
        ],
    },
    Words {
        code: "scheme.still_draft",
        zh: ["方案“{scheme}”还是草稿", "可以修改；改好后提交审核"],
        en: ["the scheme {scheme} is still a draft", "change it as needed, then submit it for review"],
    },
    Words {
        code: "scheme.in_review",
        zh: ["方案“{scheme}”正在审核", "如需修改，请先退回"],
        en: ["the scheme {scheme} is in review", "have it returned first, then change it"],
    },
    Words {
        code: "scheme.approved",
        zh: ["方案“{scheme}”已获批准，等待生效", "如需修改，请先退回"],
        en: ["the scheme {scheme} is approved and waits for its day", "have it returned first, then change it"],
    },
    Words {
        code: "scheme.in_force",
        zh: ["方案“{scheme}”正在施行", "以它为底稿新建草稿，在草稿里修改"],
        en: ["the scheme {scheme} is in force", "make a draft from it and change that"],
    },
    Words {
        code: "scheme.retired",
        zh: ["方案“{scheme}”已停用，仅供查阅", "以现行方案为底稿新建草稿"],
        en: ["the scheme {scheme} is retired and only kept", "make a draft from the scheme that is in force"],
    },
    Words {
        code: "scheme.not_submitted",
        zh: ["方案“{scheme}”尚未提交审核", "先提交审核"],
        en: ["the scheme {scheme} was not submitted for review yet", "submit it first"],
    },
    Words {
        code: "scheme.reason_missing",
        zh: ["退回须写明理由", "写明需要修改什么"],
        en: ["a return needs a reason", "say what is to be changed"],
    },
    Words {
        code: "scheme.own",
        zh: ["方案“{scheme}”由本人起草或修改，不能由本人发布", "请另一位有此权限的人审核发布"],
        en: [
            "who drew the scheme {scheme} or changed it does not publish it",
            "ask a second person who has this right",
        ],
    },
    Words {
        code: "scheme.overtaken",
        zh: ["方案“{scheme}”以“{from}”为底稿，而现行方案已是“{published}”", "以现行方案为底稿新建草稿，再改一遍"],
        en: [
            "the scheme {scheme} was made from {from}, and {published} is in force by now",
            "make a draft from the scheme that is in force and change that",
        ],
    },
    Words {
        code: "scheme.has_drafts",
        zh: ["草稿“{draft}”以这个方案为底稿", "先发布或作废该草稿；新增网格可导入到草稿中"],
        en: [
            "the draft {draft} was made from this scheme",
            "publish or discard that draft first; new grids may be imported into it",
        ],
    },
    Words {
        code: "import.in_draft",
        zh: ["这些网格属于经起草和审核的方案“{scheme}”，不能整次撤销", "在草稿中修改，或作废草稿"],
        en: [
            "these grids belong to the scheme {scheme}, which is drafted and reviewed; the import is not undone as a whole",
            "change them in a draft, or discard the draft",
        ],
    },
    Words {
        code: "scheme.nowhere_to_go",
        zh: [
            "方案“{scheme}”施行后，{count} 个{noun}无处可归，如 {example}（原网格 {grid}）",
            "在对比中为原网格指定承接网格，或在草稿中补上网格",
        ],
        en: [
            "under the scheme {scheme}, {noun}s would have no grid: {count}, such as {example} of {grid}",
            "name an heir for their grids in the comparison, or add grids to the draft",
        ],
    },
    Words {
        code: "revision.changed_since",
        zh: ["网格 {path} 与您看到的已不相同", "刷新后在最新状态上修改"],
        en: ["the grid {path} is not what you saw any more", "look again and change what is there now"],
    },
    Words {
        code: "revision.revised_again",
        zh: ["网格 {path} 此后又有修改", "先撤销较晚的修改"],
        en: ["the grid {path} was changed again since", "undo the later revision first"],
    },
    Words {
        code: "revision.already_undone",
        zh: ["这次修改已经撤销", "如需恢复，撤销那次撤销"],
        en: ["the revision was undone already", "to bring it back, undo the undoing"],
    },
    Words {
        code: "revision.nothing",
        zh: ["没有要修改的内容", "先改动一个网格再保存"],
        en: ["nothing would change", "change a grid, then save"],
    },
    Words {
        code: "revision.grid_twice",
        zh: ["同一次修改中网格 {path} 出现两次", "合并成一处"],
        en: ["the grid {path} stands twice in one revision", "say once how it shall be"],
    },
    Words {
        code: "revision.path_not_of_code",
        zh: ["路径 {path} 与编码 {code} 不符", "路径由上级路径加编码组成；改编码或改上级即是换路径"],
        en: [
            "the path {path} is not that of the code {code}",
            "a path is the parent's with the code behind it; another code or parent is another path",
        ],
    },
    Words {
        code: "revision.level_unknown",
        zh: ["方案“{scheme}”没有第 {level} 级", "用已有的层级，或先导入这一级网格"],
        en: ["the scheme {scheme} has no level {level}", "use its levels, or import grids of that level first"],
    },
    Words {
        code: "revision.no_boundary",
        zh: ["网格 {path} 没有完整的边界", "画成闭合的一圈"],
        en: ["the grid {path} has no whole boundary", "draw it as a closed ring"],
    },
    Words {
        code: "revision.code_taken",
        zh: ["第 {level} 级已有编码 {code}", "换一个编码"],
        en: ["level {level} has the code {code} already", "choose another code"],
    },
    Words {
        code: "revision.no_parent",
        zh: ["网格 {path} 的上级不在方案里", "先建上级，或改挂到别的上级"],
        en: ["the parent of {path} is not in the scheme", "make the parent first, or choose another"],
    },
    Words {
        code: "revision.not_below_parent",
        zh: ["网格 {path}（第 {level} 级）挂在第 {above} 级之下", "改正层级或上级"],
        en: ["the grid {path} at level {level} stands under level {above}", "correct its level or its parent"],
    },
    Words {
        code: "revision.has_children",
        zh: ["网格 {path} 还有下级，如 {child}", "先移走或删去下级"],
        en: ["the grid {path} still has grids below, such as {child}", "move or remove those first"],
    },
    Words {
        code: "shapes.too_many",
        zh: ["一次要了 {count} 个网格的边界，最多 {most} 个", "分几次查询"],
        en: ["the boundaries of {count} grids are asked for at once, {most} is the most", "ask in parts"],
    },
];
