"""The sentences about files that are not opened."""

from graph_model.errors import TableError


def broken(where: str) -> TableError:
    return TableError(
        f"{where} 已损坏或设有密码，请打开后另存为不加密的 XLSX · "
        f"{where} is damaged or needs a password; open it and save it as an XLSX without one."
    )


def needs_password(where: str) -> TableError:
    return TableError(f"{where} 设有密码，请取消密码后另存 · {where} needs a password; save it without one.")


def too_large(where: str) -> TableError:
    return TableError(
        f"{where} 展开后太大，请分成几个文件，或另存为 CSV · "
        f"{where} is too large once unpacked; split it into several files, or save it as CSV."
    )


def has_macros(where: str) -> TableError:
    return TableError(
        f"{where} 含有宏或是二进制工作簿，请另存为普通的 XLSX · "
        f"{where} is a workbook with macros, or a binary one; save it as a plain XLSX."
    )


def no_spreadsheet(where: str) -> TableError:
    return TableError(
        f"{where} 不是电子表格，请另存为 XLSX 或 CSV · {where} is no spreadsheet; save it as XLSX or CSV."
    )
