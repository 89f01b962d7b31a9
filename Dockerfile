# Readout in a container: everything is installed by deploy/install.sh, so that the same steps can be
# run, and are tested, without a builder. Data lives in the volume /data.
#
#   docker build --tag readout .
#   docker run --rm --publish 127.0.0.1:8484:8484 --volume readout-data:/data --env-file .env readout
FROM debian:12-slim

COPY . /usr/src/readout
RUN /usr/src/readout/deploy/install.sh /usr/src/readout /opt/readout /data \
    && rm -rf /usr/src/readout

ENV PATH=/opt/readout/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    READOUT_DATA=/data \
    READOUT_HOST=0.0.0.0 \
    READOUT_LOG_FORMAT=json

USER 990
WORKDIR /data
VOLUME /data
EXPOSE 8484

# /health answers 200 while the program can work, 503 with what is wrong.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8484/health', timeout=4)"]

STOPSIGNAL SIGTERM
ENTRYPOINT ["readout"]
CMD ["run"]
