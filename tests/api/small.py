"""A small store to put every question to: a prefecture, two counties, a few helpers and links."""

from pathlib import Path

UNITS = """\
id,kind,name,short_name,parent,scope
511,prefecture,青山州,青山,,
511001,county,青溪县,青溪,511,sichuan39
511002,county,白石县,白石,511,sichuan39
511001100,township,石桥镇,,511001,
soe-1,central_soe,第一能源公司,,,
soe-2,local_soe,第二建设公司,,,
dist-1,county,东江区,,,
school-1,school,东江小学,,dist-1,
school-2,school,青溪小学,,511001,
"""
PAIRINGS = """\
id,force,helper,recipient,role,agreement,since,through,basis
p-1,east_west,dist-1,511001,,,2021,,文件一
p-2,soe,soe-1,511001,lead,《共兴协议》 2023-01-05,2023-01-05,2026-12-31,文件二
p-3,soe,soe-2,511002,,,2022-03,2025-12-31,=文件三
p-4,east_west,school-1,school-2,,,2024-09-01,,文件四
"""
DISPATCHES = """\
id,force,sender,host,post,field,headcount,since,through
d-1,designated,soe-1,511001,seconded_cadre,发改,2,2025-01-01,2026-12-31
d-2,soe,soe-2,511001100,first_secretary,,1,2025-06-01,
"""
RETURNS = """\
table,within,kind,force,as_of,basis
pairings,511,county,,2025-12-31,上报
"""
DAY = "2026-06-30"


def write_tables(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("units", UNITS), ("pairings", PAIRINGS), ("dispatches", DISPATCHES), ("returns", RETURNS)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder
