# syntax=docker/dockerfile:1
# The hub in a container:
#   docker build --tag openvoiceassistant .
#   docker run --detach --publish 7123:7123 --volume ova:/data openvoiceassistant

# Python 3.13, not 3.12: the speech decoder comes as a finished wheel, so no compiler is needed.
ARG PYTHON=3.13

FROM node:22-slim AS web
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

FROM python:${PYTHON}-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/ova
WORKDIR /src
COPY pyproject.toml hatch_build.py requirements.lock README.md CHANGELOG.md LICENSE ./
COPY backend/ backend/
COPY integrations/ integrations/
COPY skills/ skills/
COPY scripts/frontend.py scripts/
COPY --from=web /src/frontend/dist frontend/dist/
RUN /opt/ova/bin/pip install --constraint requirements.lock ".[postgres]"

FROM python:${PYTHON}-slim
RUN useradd --uid 1000 --user-group --no-create-home --home-dir /data ova \
    && install --directory --owner=ova --group=ova --mode=0750 /data
COPY --from=build /opt/ova /opt/ova
ENV PATH=/opt/ova/bin:$PATH \
    OVA_HOME=/data \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER ova
WORKDIR /data
VOLUME /data
EXPOSE 7123
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:7123/healthz', timeout=4).close()"]
# No init is needed: the hub's watching process, the first of the container, also reaps processes whose
# parents have gone, and passes SIGTERM on.
ENTRYPOINT ["ova"]
CMD ["run", "--host", "0.0.0.0"]
