# The worker, the HTTP front and Flower: one image without Qt. Build it from the top folder (compose.yaml does).
ARG PYTHON=3.13-slim-bookworm
FROM python:${PYTHON} AS packages
COPY packaging/requirements-server.lock /tmp/
RUN python -m venv /opt/sunto \
 && /opt/sunto/bin/pip install --no-cache-dir --require-hashes --only-binary=:all: -r /tmp/requirements-server.lock

FROM python:${PYTHON}
# OpenCV, which reads pictures of pages, is linked with these.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libgl1 libglib2.0-0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin sunto \
 && install -d -o sunto -m 0700 /data
COPY --from=packages /opt/sunto /opt/sunto
COPY desktop /app/desktop
COPY worker /app/worker
COPY resources /app/resources
ENV PATH=/opt/sunto/bin:$PATH PYTHONPATH=/app PYTHONDONTWRITEBYTECODE=1 SUNTO_DATA_DIR=/data XDG_RUNTIME_DIR=/tmp
USER sunto
VOLUME /data
ENTRYPOINT ["python", "-P", "-m", "desktop"]
CMD ["worker"]
