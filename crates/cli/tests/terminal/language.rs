//! Both languages: asked for by `--lang`, else by the machine's settings.

use serde_json::json;

use crate::shell::{HEADS, Shell, TOP, grids, order};

#[test]
fn the_machines_settings_choose_the_language_and_lang_overrules_them() {
    let shell = Shell::with_district();
    let refused = ["act", "s", "issue_order", &order(TOP, " ")];
    for (locale, told) in [
        ("zh_CN.UTF-8", "指令内容为空"),
        ("en_GB.UTF-8", "the text is empty"),
        ("C", "the text is empty"),
        ("POSIX", "the text is empty"),
        ("", "the text is empty"),
        ("de_CH.UTF-8", "the text is empty"),
    ] {
        let done = shell.run_in(locale, &refused);
        assert!(done.status == 1 && done.stderr.contains(told), "{locale}: {}", done.stderr);
    }
    let done = shell.run_in("C", &[&refused[..], &["--lang", "zh"]].concat());
    assert!(
        done.stderr.contains("错误  指令内容为空") && done.stderr.contains("建议  写明要做什么"),
        "{}",
        done.stderr
    );
    let done = shell.run(&[&["--lang", "en"], &refused[..]].concat());
    assert!(done.stderr.starts_with("error   the text is empty\nadvice  write what is asked"), "{}", done.stderr);
    assert_eq!(shell.run(&["--lang", "de", "ask", "s", "district"]).status, 2);
}

#[test]
fn a_document_is_the_same_in_both_languages() {
    let shell = Shell::with_district();
    for args in [&["ask", "s", "nothing"][..], &["check", "s"], &["act", "s", "issue_order", &order("999999", "谁在")]]
    {
        let [zh, en] = ["zh", "en"].map(|lang| shell.run(&[args, &["--json", "--lang", lang]].concat()).stdout);
        assert_eq!(zh, en, "{args:?}");
    }
}

#[test]
fn a_refused_file_tells_every_fault_in_both_languages() {
    let shell = Shell::with_district();
    shell.write(
        "wrong.csv",
        "网格编码,岗位,姓名,电话\n411602009,网格长,丁,1\n411602001,网格长,戊,0394-1000009x\n,网格长,己,2\n",
    );
    let tell = |lang| shell.run(&["import", "s", "wrong.csv", "--as", "heads", "--lang", lang]);
    let (zh, en) = (tell("zh"), tell("en"));
    assert_eq!((zh.status, en.status), (1, 1));
    for (done, first, advice) in [
        (&zh, "第 2 行  网格编码  没有编码为 411602009 的网格、场所或卡点", "建议  改好后再导入"),
        (
            &en,
            "row 2  网格编码  411602009 is neither a grid's code nor a venue's or checkpoint's id",
            "advice  mend the file",
        ),
    ] {
        assert!(done.stderr.contains(first) && done.stderr.contains(advice), "{}", done.stderr);
    }
    let document = shell.run(&["import", "s", "wrong.csv", "--as", "heads", "--json"]).document();
    let faults = document["faults"].as_array().unwrap();
    assert_eq!((faults.len(), document["params"]["faults"].as_str()), (3, Some("3")), "{document}");
    assert_eq!(document["code"], faults[0]["code"]);
    assert_eq!(faults[0]["params"]["code"], "411602009");
}

#[test]
fn an_imports_doubts_are_told_in_both_languages() {
    let shell = Shell::with_district();
    shell.write("doubt.csv", "网格编码,岗位,姓名,电话\n411602001,副网格长,丁,\n");
    let tell = |lang| shell.run(&["import", "s", "doubt.csv", "--as", "heads", "--dry-run", "--lang", lang]).stdout;
    let (zh, en) = (tell("zh"), tell("en"));
    assert!(zh.contains("第 2 行") && zh.contains("丁 没有电话") && zh.contains("试读 1 个文件"), "{zh}");
    assert!(en.contains("row 2") && en.contains("丁 has no phone") && en.contains("files tried: 1"), "{en}");
}

#[test]
fn findings_are_told_in_both_languages() {
    let shell = Shell::new();
    let mut district: serde_json::Value = serde_json::from_str(&grids()).unwrap();
    for (feature, residents) in district["features"].as_array_mut().unwrap().iter_mut().zip([7, 1, 2]) {
        feature["properties"]["residents"] = json!(residents);
    }
    shell.write("grids.geojson", &district.to_string());
    shell.write("one.csv", &HEADS.lines().take(2).collect::<Vec<_>>().join("\n"));
    shell.json(&["new", "s"]);
    shell.json(&["import", "s", "grids.geojson", "--as", "grids"]);
    shell.json(&["import", "s", "one.csv", "--as", "heads"]);
    let tell = |lang| shell.run(&["check", "s", "--lang", lang]).stdout;
    let (zh, en) = (tell("zh"), tell("en"));
    assert!(zh.contains("这个网格没有网格长；为它导入网格长"), "{zh}");
    assert!(zh.contains("人口：这里记 7，2 个下级合计 3；重新核对数量"), "{zh}");
    assert!(en.contains("nobody answers for this grid; import a head for it"), "{en}");
    assert!(en.contains("residents: 7 here, 3 in the 2 children; count again"), "{en}");
    assert!(en.contains("grids looked at: 3, findings: 3, accepted: 0, mended: 0"), "{en}");
}

#[test]
fn the_rights_need_no_store() {
    let shell = Shell::new();
    let (zh, en) = (shell.run(&["rights"]).stdout, shell.run(&["rights", "--lang", "en"]).stdout);
    for entry in domain::rights::TABLE {
        assert!(zh.contains(entry.name) && zh.contains(entry.words_zh), "{}", entry.name);
        assert!(en.contains(entry.name) && en.contains(entry.words), "{}", entry.name);
    }
    assert!(zh.contains("值班员") && en.contains("operator"), "{zh}");
    assert_eq!(shell.run(&["rights", "--markdown"]).stdout, domain::rights::page());
    assert_eq!(shell.json(&["rights"])["entries"].as_array().map(Vec::len), Some(domain::rights::TABLE.len()));
}
