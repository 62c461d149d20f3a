// Component : MemorySample
`timescale 1ns/1ps
module MemorySample (
  input wire [1:0] readAddress,
  input wire [1:0] writeAddress,
  input wire [3:0] word_tag,
  input wire [11:0] word_data,
  input wire [15:0] data,
  input wire [3:0] mask,
  input wire enable,
  input wire write,
  output wire [3:0] distributedOut_tag,
  output wire [11:0] distributedOut_data,
  output wire [3:0] blockOut_tag,
  output wire [11:0] blockOut_data,
  output wire [3:0] blockAlways_tag,
  output wire [11:0] blockAlways_data,
  output wire [15:0] maskedOut,
  output wire [15:0] singleOut,
  output wire [7:0] romOut,
  input wire aclk,
  input wire aresetn
);
  wire [15:0] distributed_spinal_port1;
  reg [15:0] block_1_spinal_port1;
  reg [15:0] block_1_spinal_port2;
  reg [15:0] masked_spinal_port1;
  reg [15:0] single_spinal_port0;
  wire [7:0] rom_spinal_port0;
  wire [15:0] _zz_distributed_port;
  wire [15:0] _zz_block_1_port;
  wire _zz_block_1_port_1;
  wire _zz__zz_blockAlways_tag;
  reg _zz_1;
  wire [15:0] _zz_distributedOut_tag;
  wire [15:0] _zz_blockOut_tag;
  wire [15:0] _zz_blockAlways_tag;
  wire [15:0] _zz_singleOut;
  (* ram_style = "distributed" *) reg [15:0] distributed [0:3];
  (* ram_style = "block" *) reg [15:0] block_1 [0:3];
  reg [3:0] masked_symbol0 [0:3];
  reg [3:0] masked_symbol1 [0:3];
  reg [3:0] masked_symbol2 [0:3];
  reg [3:0] masked_symbol3 [0:3];
  reg [3:0] _zz_maskedsymbol_read;
  reg [3:0] _zz_maskedsymbol_read_1;
  reg [3:0] _zz_maskedsymbol_read_2;
  reg [3:0] _zz_maskedsymbol_read_3;
  reg [15:0] single [0:3];
  reg [7:0] rom [0:3];
  assign _zz_distributed_port = {word_data,word_tag};
  assign _zz_block_1_port = {word_data,word_tag};
  assign _zz__zz_blockAlways_tag = 1'b1;
  always @(posedge aclk) begin
    if(_zz_1) begin
      distributed[writeAddress] <= _zz_distributed_port;
    end
  end
  assign distributed_spinal_port1 = distributed[readAddress];
  always @(posedge aclk) begin
    if(enable) begin
      block_1_spinal_port1 <= block_1[readAddress];
    end
    if(write) begin
      block_1[writeAddress] <= _zz_block_1_port;
    end
  end
  always @(posedge aclk) begin
    if(_zz__zz_blockAlways_tag) begin
      block_1_spinal_port2 <= block_1[readAddress];
    end
  end
  always @(*) begin
    masked_spinal_port1 = {_zz_maskedsymbol_read_3, _zz_maskedsymbol_read_2, _zz_maskedsymbol_read_1, _zz_maskedsymbol_read};
  end
  always @(posedge aclk) begin
    if(mask[0] && write) begin
      masked_symbol0[writeAddress] <= data[3 : 0];
    end
    if(mask[1] && write) begin
      masked_symbol1[writeAddress] <= data[7 : 4];
    end
    if(mask[2] && write) begin
      masked_symbol2[writeAddress] <= data[11 : 8];
    end
    if(mask[3] && write) begin
      masked_symbol3[writeAddress] <= data[15 : 12];
    end
  end
  always @(posedge aclk) begin
    if(enable) begin
      _zz_maskedsymbol_read <= masked_symbol0[readAddress];
      _zz_maskedsymbol_read_1 <= masked_symbol1[readAddress];
      _zz_maskedsymbol_read_2 <= masked_symbol2[readAddress];
      _zz_maskedsymbol_read_3 <= masked_symbol3[readAddress];
    end
  end
  always @(posedge aclk) begin
    if(enable) begin
      single_spinal_port0 <= single[readAddress];
    end
  end
  always @(posedge aclk) begin
    if(enable && write ) begin
      single[readAddress] <= _zz_singleOut;
    end
  end
  initial begin
    rom[0] = 8'b00000000;
    rom[1] = 8'b00000001;
    rom[2] = 8'b00000100;
    rom[3] = 8'b00001001;
  end
  assign rom_spinal_port0 = rom[readAddress];
  always @(*) begin
    _zz_1 = 1'b0;
    if(enable) begin
      _zz_1 = 1'b1;
    end
  end
  assign _zz_distributedOut_tag = distributed_spinal_port1;
  assign distributedOut_tag = _zz_distributedOut_tag[3 : 0];
  assign distributedOut_data = _zz_distributedOut_tag[15 : 4];
  assign _zz_blockOut_tag = block_1_spinal_port1;
  assign blockOut_tag = _zz_blockOut_tag[3 : 0];
  assign blockOut_data = _zz_blockOut_tag[15 : 4];
  assign _zz_blockAlways_tag = block_1_spinal_port2;
  assign blockAlways_tag = _zz_blockAlways_tag[3 : 0];
  assign blockAlways_data = _zz_blockAlways_tag[15 : 4];
  assign maskedOut = masked_spinal_port1;
  assign _zz_singleOut = data;
  assign singleOut = single_spinal_port0;
  assign romOut = rom_spinal_port0;
endmodule
