"""The words around every page."""

from collections.abc import Mapping

from visuals.words import Words

WORDS: Mapping[str, Words] = {
    "product": Words("帮扶图谱", "Bangfu"),
    "product_long": Words("四川欠发达县域帮扶关系图谱", "Who helps which county in Sichuan"),
    "to_main": Words("跳到正文", "Skip to the content"),
    "pages": Words("页面", "Main pages"),
    "search": Words("找县或单位：名称、拼音、首字母、编码", "Find a county or unit: name, pinyin, initials, code"),
    "search_short": Words("找县或单位", "Find a unit"),
    "search_button": Words("查找", "Search"),
    "nothing_found": Words("没有找到", "Nothing found"),
    "language": Words("English", "中文"),
    "place": Words("地区", "Place"),
    "all_places": Words("全部地区", "All places"),
    "whole_of": Words("{name}（全部）", "All of {name}"),
    "day": Words("截至", "As of"),
    "day_slider": Words("截至哪一天", "As of which day"),
    "today": Words("今天", "Today"),
    "show": Words("看", "Show"),
    "loading": Words("正在取数…", "Loading …"),
    "failed": Words(
        "没有取到：服务没有回答。请检查网络后再试一次。", "No answer from the server: check the network and try again."
    ),
    "again": Words("再试一次", "Try again"),
    "new_import": Words("已更新到第 {seq} 次导入。", "Now at import {seq}."),
    "clocks": Words(
        "截至 {day} · 账本至第 {seq} 次导入（{time}，北京时间）",
        "As of {day} · ledger up to import {seq} ({time}, Beijing time)",
    ),
    "past": Words(
        "这是账本在第 {seq} 次导入后的样子，不是最新的。",
        "As the ledger stood after import {seq}, not the newest.",
    ),
    "newest": Words("看最新的", "Show the newest"),
    "limited": Words("只看得到 {name}", "Limited to {name}"),
    "api": Words("接口说明", "API"),
    "sign_in": Words("登录", "Sign in"),
    "sign_out": Words("退出登录", "Sign out"),
    "token": Words("令牌", "Token"),
    "sign_in_help": Words(
        "令牌由管理员用 bangfu token add 发放；在这台电脑上，bangfu serve 启动时打印的链接也能登录。",
        "Administrators make tokens: bangfu token add. On this machine the link printed by bangfu serve works, too.",
    ),
    "wrong_token": Words("令牌不对、已到期或已撤销。", "The token is wrong, over or revoked."),
    "candidates": Words("可能是：", "Perhaps:"),
    "home": Words("回到总览", "Back to the overview"),
    "request": Words("请求编号 {id}", "Request {id}"),
    "nothing_yet": Words("账本里还没有数据", "The ledger is still empty"),
    "nothing_yet_what": Words(
        "先导入单位表和结对表，这一页就有内容。", "Import a table of units and one of pairings first."
    ),
    "to_imports": Words("去导入", "Import tables"),
    "nothing_yet_else": Words(
        "也可以先看看：bangfu demo 载入 39 县的真实数据，bangfu example 载入一套虚构的示例。",
        "Or have a look first: bangfu demo loads real data of 39 counties, bangfu example a fictional example.",
    ),
}
