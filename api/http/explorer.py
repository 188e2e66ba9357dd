"""All routes of the explorer: pages, what is taken away from them, their files, and signing in."""

from starlette.routing import Route

from api.http.import_parts import import_part_routes
from api.http.page_files import page_file_routes
from api.http.page_routes import page_routes
from api.http.report_routes import report_routes
from api.http.sign_in import sign_in_routes
from api.http.static_files import static_routes


def explorer_routes() -> list[Route]:
    from_pages = [*page_file_routes(), *report_routes(), *import_part_routes()]
    return [*page_routes(), *from_pages, *static_routes(), *sign_in_routes()]
