from configparser import ConfigParser
from importlib.metadata import EntryPoint

SETUP_CFG = """
[entry_points]
ceilometer.compute.virt =
    libvirt = ceilometer.compute.virt.libvirt.inspector:LibvirtInspector
    hyperv = ceilometer.compute.virt.hyperv.inspector:HyperVInspector
    vsphere = ceilometer.compute.virt.vmware.inspector:VsphereInspector
ceilometer.hardware.inspectors =
    snmp = ceilometer.hardware.inspectors.snmp:SNMPInspector
"""


def entry_points(namespace, lines):
    for line in lines.strip().splitlines():
        name, _, implementation = line.partition("=")
        yield EntryPoint(name.strip(), implementation.strip(), namespace)


config = ConfigParser(delimiters="=")
config.read_string(SETUP_CFG)
plugins = {namespace: list(entry_points(namespace, lines)) for namespace, lines in config["entry_points"].items()}
libvirt = plugins["ceilometer.compute.virt"][0]
