# The HTTP API: docker build -t bangfu . ; see compose.yaml. The file system may be read-only but for /data and /tmp.
ARG PYTHON=3.11.13-slim-bookworm

FROM python:${PYTHON} AS built
WORKDIR /src
# The libraries first: they change less often than the program.
COPY pyproject.toml constraints.txt ./
RUN python -m venv --without-pip /opt/bangfu \
 && python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" > needed.txt \
 && pip --python /opt/bangfu/bin/python install --no-cache-dir --only-binary :all: -c constraints.txt -r needed.txt \
 && pip install --no-cache-dir -c constraints.txt hatchling
COPY README.md LICENSE ./
COPY graph_model graph_model
COPY loaders loaders
COPY queries queries
COPY visuals visuals
COPY api api
RUN pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheels . \
 && pip --python /opt/bangfu/bin/python install --no-cache-dir --no-deps /wheels/*.whl

FROM python:${PYTHON}
RUN python -m pip uninstall --yes pip setuptools wheel \
 && groupadd --gid 10001 bangfu \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin bangfu \
 && install -d -o bangfu -g bangfu -m 0700 /data
COPY --from=built /opt/bangfu /opt/bangfu
ENV PATH=/opt/bangfu/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PYTHONSAFEPATH=1 LANG=C.UTF-8 \
    BANGFU_STORE=/data/bangfu.db BANGFU_STATE=/data BANGFU_HOST=0.0.0.0 BANGFU_PORT=8000 XDG_CACHE_HOME=/data/cache
USER 10001:10001
VOLUME /data
WORKDIR /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as r; r.build_opener(r.ProxyHandler({})).open(f\"http://127.0.0.1:{os.environ['BANGFU_PORT']}/readyz\", timeout=4)"]
# It refuses to start until there is a token: one in the file BANGFU_TOKEN_FILE, or docker compose run bangfu token add.
ENTRYPOINT ["bangfu"]
CMD ["serve"]
