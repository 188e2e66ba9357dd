# The HTTP API: docker build -t bangfu . ; see compose.yaml.
FROM python:3.11-slim AS built
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY graph_model graph_model
COPY loaders loaders
COPY queries queries
COPY visuals visuals
COPY api api
RUN python -m venv /opt/bangfu \
 && /opt/bangfu/bin/pip install --no-cache-dir -c constraints.txt hatchling \
 && /opt/bangfu/bin/pip install --no-cache-dir -c constraints.txt --no-build-isolation . \
 && /opt/bangfu/bin/pip uninstall -y hatchling pip

FROM python:3.11-slim
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin bangfu && install -d -o bangfu -g bangfu /data
COPY --from=built /opt/bangfu /opt/bangfu
ENV PATH=/opt/bangfu/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    BANGFU_STORE=/data/bangfu.db BANGFU_STATE=/data BANGFU_HOST=0.0.0.0 BANGFU_PORT=8000
USER 10001
VOLUME /data
WORKDIR /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
# It refuses to start until there is a token: one in the file BANGFU_TOKEN_FILE, or docker compose run bangfu token add.
ENTRYPOINT ["bangfu"]
CMD ["serve"]
